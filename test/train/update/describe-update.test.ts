import { describe, expect, it } from 'vitest';
import { describeUpdate } from '../../../src/train/update/describe-update.js';
import type { UpdateReport } from '../../../src/train/update/update-report.js';

const report: UpdateReport = {
  model: { before: '0123456789abcdef', now: 'fedcba9876543210' },
  data: [{ file: 'new.csv', sha256: 'ab'.repeat(32) }],
  isClustersOnly: false,
  encoder: { epochsRun: 3, epochsKept: 2 },
  items: { before: 1200, now: 1240 },
  clusters: [
    {
      id: 0,
      fate: 'kept',
      labelBefore: 'tea',
      labelNow: 'tea, pot',
      sizeBefore: 1400,
      placedBefore: 90,
      sizeNow: 80,
      stays: 0.8,
      moved: 0.125,
    },
    {
      id: 2,
      fate: 'merged',
      labelBefore: 'mug',
      sizeBefore: 50,
      placedBefore: 30,
      share: 0.9,
      partner: { id: 0, label: 'tea, pot' },
    },
    { id: 3, fate: 'died', labelBefore: 'bag', sizeBefore: 40, placedBefore: 25 },
    { id: 5, fate: 'split', labelNow: 'card', sizeNow: 35, share: 0.75, partner: { id: 0, label: 'tea' } },
    { id: 6, fate: 'born', labelNow: 'lamp', sizeNow: 30 },
    { id: 4, fate: 'quiet', labelBefore: 'toy', labelNow: 'toy', sizeBefore: 60, placedBefore: 3, sizeNow: 3 },
  ],
  clustering: [],
  shoppers: { compared: 145, changed: 29 },
  metrics: {
    before: { 'test/next-basket/recall@20': 0.25, 'test/next-basket/recall@5': 0.125 },
    now: { 'test/next-basket/recall@20': 0.275, 'test/next-basket/recall@5': 0.125 },
  },
};

describe('describeUpdate', () => {
  const text = describeUpdate(report);

  it('tells what was learned from, and what is new', () => {
    expect(text).toMatch(/^new\.csv: the encoder went on for 2 epochs, 40 new items beside 1,200\n/);
    const still = describeUpdate({ ...report, encoder: { epochsRun: 3, epochsKept: 0 } });
    expect(still).toMatch(/the encoder stays as it was: 3 epochs did not rank validation better/);
    expect(describeUpdate({ ...report, isClustersOnly: true })).toMatch(/^new\.csv: clusters and ranking weights only/);
  });

  it('gives each cluster a line, with its labels and sizes before and after', () => {
    expect(text).toMatch(/^id +fate +label before +label now +before +same log +now +stay +moved$/m);
    expect(text).toMatch(/^0 +kept +tea +tea, pot +1,400 +90 +80 +80 % +0\.13$/m);
    expect(text).toMatch(/^5 +split +card +35$/m);
  });

  it('tells in a sentence what became of those that did not simply go on', () => {
    expect(text).toContain('cluster 2 (mug) merged into cluster 0 (tea, pot): 90 % of its members are there now\n');
    expect(text).toContain('cluster 3 (bag) died: no cluster has half of its members now\n');
    expect(text).toContain('cluster 5 (card) split off cluster 0 (tea): 75 % of its members were there\n');
    expect(text).toContain('cluster 6 (lamp) was born: no former cluster had half of its members\n');
    expect(text).toContain('cluster 4 (toy) stays as it was: fewer than 20 of its shoppers are in this log\n');
    expect(text).toContain('1 of 6 go on where they were, 1 of them by another label\n');
  });

  it('tells how many shoppers changed, and both models’ figures side by side', () => {
    expect(text).toContain('of 145 shoppers of this log');
    expect(text).toContain('29 (20.0 %) are in another cluster than before');
    expect(text).toMatch(/^test\/next-basket\/recall@20 +0\.2500 +0\.2750$/m);
    expect(text).not.toContain('recall@5');
  });
});
