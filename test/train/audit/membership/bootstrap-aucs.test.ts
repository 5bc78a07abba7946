import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { bootstrapAucs } from '../../../../src/train/audit/membership/bootstrap-aucs.js';
import { middle95 } from '../../../../src/train/metrics/bootstrap.js';

describe('bootstrapAucs', () => {
  const random = createRandom(1);
  const isMember = Array.from({ length: 400 }, (_, i) => i % 2);
  const scores = isMember.map((member) => random.normal() + member);
  const shopperIds = isMember.map((_, i) => `shopper-${i}`);

  it('spreads about the AUC as its theory says', () => {
    const [draws] = bootstrapAucs({ attacks: [scores], isMember, shopperIds }, createRandom(2));
    const [low, high] = middle95(draws);
    // Two normal distributions one apart: AUC .760; Hanley and McNeil 1982 give a standard error of .024 for 200 of each.
    expect(low).toBeGreaterThan(0.76 - 4 * 0.024);
    expect(high).toBeLessThan(0.76 + 4 * 0.024);
    expect(high - low).toBeGreaterThan(2.5 * 0.024);
    expect(high - low).toBeLessThan(5.5 * 0.024);
  });

  it('shows all attacks the same draws', () => {
    const [one, same] = bootstrapAucs({ attacks: [scores, [...scores]], isMember, shopperIds }, createRandom(3), 50);
    expect(same).toEqual(one);
  });

  it('keeps the baskets of a shopper together', () => {
    const groups = { attacks: [[1, 0]], isMember: [1, 0], shopperIds: ['a', 'a'] };
    expect([...bootstrapAucs(groups, createRandom(4), 20)[0]]).toEqual(Array(20).fill(1));
  });
});
