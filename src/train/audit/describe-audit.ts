import { formatTable } from '../terminal/table.js';
import type { AuditReport } from './audit-model.js';
import type { ExposureReport } from './canaries/expose-canaries.js';
import type { PairFigures } from './canaries/lone-pairs.js';
import { attackFormulas, controlFormulas } from './membership/attack-formulas.js';
import { type ComparisonFigures, combinedRow, controlRow } from './membership/infer-membership.js';

/** Returns an audit as text: a table for each comparison, the pairs of one shopper, exposures, and all formulas. */
export function describeAudit({ membership, pairs, exposure, period, seed }: AuditReport): string {
  return [
    `Is a basket in the training log? AUC .5 is chance. Non-members are of the ${period} period; seed ${seed}.\n`,
    ...membership.map(describeComparison),
    describePairs(pairs),
    describeExposure(exposure),
    describeFormulas(),
  ].join('\n');
}

function describeComparison({ name, meaning, nMembers, nShoppers, attacks, added }: ComparisonFigures): string {
  const rows = attacks.map(({ attack, auc, interval, truePositiveRate }) => ({
    [name]: attack,
    AUC: auc,
    '95 %': describeInterval(interval),
    'found at 1 % false': `${(100 * truePositiveRate).toFixed(1)} %`,
  }));
  const head = `${meaning}: ${count(nMembers)} of each, of ${count(nShoppers)} shoppers`;
  const sum = `the model adds ${added.auc.toFixed(4)} (${describeInterval(added.interval)}) to what needs no model`;
  return `${head}\n${formatTable(rows)}${sum}\n`;
}

function describePairs({ nPublished, nPublishedLone, nLone }: PairFigures): string {
  const share = (part: number, all: number) => (all === 0 ? '0' : `${((100 * part) / all).toFixed(2)} %`);
  return (
    `pairs in the table of companions: ${count(nPublished)}; of one shopper alone: ${count(nPublishedLone)} ` +
    `(${share(nPublishedLone, nPublished)} of the table, ${share(nPublishedLone, nLone)} of all ${count(nLone)} such pairs of the log)\n`
  );
}

function describeExposure({ nOthers, chance, most, groups }: ExposureReport): string {
  const rows = groups.map(({ name, by, nCanaries, mean, interval, highest }) => ({
    'exposure in bits': name,
    'ranked by': by,
    canaries: nCanaries,
    mean: mean.toFixed(2),
    '95 %': describeInterval(interval, 2),
    highest: highest.toFixed(2),
  }));
  const head =
    `each canary among ${nOthers} random sequences of the same length and popularity: ` +
    `${chance.toFixed(2)} bits by chance, ${most.toFixed(2)} at most`;
  return `${head}\n${formatTable(rows)}`;
}

function describeFormulas(): string {
  const listed = Object.entries(attackFormulas).map(([name, formula]) => `${name}: ${formula}`);
  const controls = Object.entries(controlFormulas).map(([name, formula]) => `${name} (${formula})`);
  return [
    ...listed,
    `${controlRow}: logistic regression on ${controls.join('; ')}`,
    `${combinedRow}: logistic regression on the control's and all the others; regressions are measured on the half of the shoppers that they were not fitted on`,
    'found at 1 % false: members above a threshold that at most 1 % of the non-members reach; 1 % is chance\n',
  ].join('\n');
}

function describeInterval([low, high]: readonly [number, number], decimals = 4): string {
  return `${low.toFixed(decimals)} to ${high.toFixed(decimals)}`;
}

function count(n: number): string {
  return n.toLocaleString('en-GB');
}
