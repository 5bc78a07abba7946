import { describe, expect, it } from 'vitest';
import type { Privacy } from '../../../src/encoder/artifact/manifest.js';
import { privacyRule } from '../../../src/train/config/privacy-options.js';
import {
  describeRule,
  describeStoredRule,
  describeUpdatedRule,
  warnOfNoRule,
} from '../../../src/train/model/describe-rule.js';
import { storedRule } from '../../../src/train/privacy/stored-rule.js';
import { tinyModel } from '../models/tiny-model.js';

const five = privacyRule({ minShoppers: 5 }, 'shopper');
const off = privacyRule({ minShoppers: 1 }, 'shopper');

describe('privacyRule', () => {
  it('asks for 20 shoppers of a group, or for more where a pair needs more', () => {
    expect([2, 20, 30].map((minShoppers) => privacyRule({ minShoppers }, 'session').groups)).toEqual([20, 20, 30]);
  });
});

describe('what training says of the rule', () => {
  it('tells what it took', () => {
    const model = tinyModel(1);
    const text = describeRule(five, { nUnsharedPairs: 1234 }, { nDissolved: 2, model });
    expect(text).toMatch(/at least 5 shoppers .* 20 behind every cluster:\n1,234 pairs .*\n2 clusters dissolved/);
    expect(describeRule(off, { nUnsharedPairs: 0 }, { nDissolved: 0, model })).toBeUndefined();
  });

  it('warns where it is off, and there alone', () => {
    expect(warnOfNoRule(off)).toMatch(/^warning: privacy\.minShoppers is 1/);
    expect(warnOfNoRule(five)).toBeUndefined();
    expect(warnOfNoRule(undefined)).toBeUndefined();
  });

  it('warns where an update can promise less than it is asked to', () => {
    expect(describeUpdatedRule(undefined, five)).toMatch(/privacy\.minShoppers 1, below 5/);
    expect(describeUpdatedRule(five, five)).toBeUndefined();
  });
});

describe('what a manifest says of the rule', () => {
  it.each([
    ['nothing', undefined],
    ['text', { ...five, minShoppers: '\u001b[31m9' }],
    ['a fraction', { ...five, minShoppers: 5.5 }],
    ['a negative number', { ...five, minShoppers: -5 }],
    ['infinity', { ...five, minShoppers: Number.POSITIVE_INFINITY }],
  ])('vouches for nobody where it is %s', (_, told) => {
    expect(storedRule(told as Privacy | undefined)).toEqual(off);
  });

  it('is told in words of our own', () => {
    const odd = { minShoppers: 7, groups: 'none', countedBy: '\u001b[31mnobody' } as unknown as Privacy;
    expect(describeStoredRule(odd)).toBe('at least 7 shoppers behind an item or a pair, 20 behind a cluster');
  });
});
