import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeAudit, quoteAudit } from '../../bench/audit/describe-audit.mjs';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/privacy.md'), 'utf8');

/** An audit as the benchmark writes it, with figures that are easy to find again. */
function auditOf(auc: number) {
  const row = (attack: string, value: number) => ({
    attack,
    auc: value,
    interval: [0.25, 0.75],
    truePositiveRate: 0.02,
  });
  const comparison = (name: string) => ({
    name,
    nMembers: 1000,
    attacks: [row('no model (control)', 0.5), row('rank', 0.3), row('likelihood', 0.6), row('all together', auc)],
    added: { auc: 0.125, interval: [0.1, 0.2] },
  });
  const group = {
    name: 'planted, in 1 session',
    by: 'likelihood',
    nCanaries: 20,
    mean: 2,
    interval: [1, 3],
    highest: 7,
  };
  const report = {
    modelHash: '0123456789abcdef',
    seed: 42,
    membership: ['same weeks', 'kept out'].map(comparison),
    pairs: { nPublished: 30_000, nPublishedLone: 3 },
    exposure: { nOthers: 255, chance: 1.42, most: 8, groups: [group] },
  };
  const planted = { ...report, nPlanted: 60, nKeptOut: 742 };
  return { commit: 'a'.repeat(40), dataSha256: 'b'.repeat(64), epochs: 2, shipped: report, planted };
}

describe('the figures in docs/privacy.md', () => {
  it('are those of bench/results, as npm run bench:readme writes them', () => {
    expect(quoteAudit(page)).toBe(page);
  });

  it('show the control, the attack that tells most, and all together, with their origin', () => {
    const quoted = quoteAudit(page, auditOf(0.65));
    expect(quoted).toContain(
      '| a model trained without one customer in six | .5000 (.2500 to .7500) | .3000 (.2500 to .7500), rank | .6500 ',
    );
    expect(quoted).toContain('3 of 30,000 in the demo’s model');
    expect(quoted).toContain('| 20 | 2.00 (1.00 to 3.00) | 7.00 |');
    expect(quoted).toContain(`model \`0123456789abcdef\`, seed 42, commit \`${'a'.repeat(12)}\``);
    expect(quoteAudit(quoted, auditOf(0.66))).not.toBe(quoted);
  });

  it('stand in full in the benchmarks', () => {
    const text = describeAudit(auditOf(0.65));
    expect(text).toContain('| AUC | same weeks, 1,000 of each | kept out, 1,000 of each |');
    expect(text).toContain('**A model of 2 epochs**');
  });

  it('are refused a page without a place for them', () => {
    expect(() => quoteAudit('# Privacy')).toThrow('<!-- audit -->');
  });
});
