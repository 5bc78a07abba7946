import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { count, decimals, table } from '../markdown.mjs';

/**
 * Renders the audit benchmark as Markdown: every attack in every comparison, pairs of one customer, and exposures.
 *
 * @param {object} result bench/results/audit.json
 * @returns {string}
 */
export function describeAudit(result) {
  const { shipped, planted, epochs } = result;
  return [
    '### What a model tells of one customer',
    'An attacker holds the model and a basket, and asks: was it learned from? AUC .5 is chance; one clearly below .5 tells as much as one above. *no model* combines what a log tells without the model; *all together* combines that with every attack. In brackets, 95 % over draws of customers.',
    '**The demo’s model**, baskets that it learned from against later ones:',
    describeMembership(shipped),
    `**A model of ${epochs} epochs**, trained on the same log with ${planted.nPlanted} made customers and without ${count(planted.nKeptOut)} others; *kept out* compares with those, who differ in nothing else:`,
    describeMembership(planted),
    `Pairs of items in the table of companions, and those that one customer alone had in one order: the demo’s model ${describePairs(shipped)}; the other one ${describePairs(planted)}.`,
    `Exposure in bits, among ${shipped.exposure.nOthers} random sequences of the same length and popularity: ${shipped.exposure.chance.toFixed(2)} by chance, ${shipped.exposure.most.toFixed(0)} at most.`,
    describeExposures({ 'the demo’s model': shipped, 'the other one': planted }),
    describeSource(result),
  ].join('\n\n');
}

/**
 * Renders what docs/privacy.md quotes of it: the fairest comparisons, the control, the strongest attack and all together.
 *
 * @param {object} result bench/results/audit.json
 * @returns {string}
 */
export function summariseAudit(result) {
  const { shipped, planted } = result;
  const rows = [
    ['the demo’s model, two weeks before and after', find(shipped, 'same weeks')],
    ['a model trained without one customer in six', find(planted, 'kept out')],
    ['the same, the last four weeks', find(planted, 'kept out, recent')],
  ].flatMap(([name, comparison]) => {
    if (!comparison) return [];
    const { attacks, added } = comparison;
    const strongest = attacks.slice(1, -1).reduce((a, b) => (tells(b) > tells(a) ? b : a));
    const all = attacks.at(-1);
    return [
      [
        name,
        withInterval(attacks[0]),
        `${withInterval(strongest)}, ${strongest.attack}`,
        withInterval(all),
        withInterval(added),
        percent(all.truePositiveRate),
      ],
    ];
  });
  return [
    table(['AUC (95 %)', 'no model', 'strongest attack', 'all together', 'the model adds', 'found at 1 % false'], rows),
    `Pairs of items that one customer alone had in one order, among those that are published: ${describePairs(shipped)} in the demo’s model.`,
    describeExposures({ 'the demo’s model': shipped, 'with canaries': planted }),
    describeSource(result),
  ].join('\n\n');
}

/**
 * Puts the summary between the marks `<!-- audit -->` and `<!-- /audit -->`; nothing where there is no result.
 *
 * @param {string} text of docs/privacy.md
 * @param {object | undefined} result bench/results/audit.json
 */
export function quoteAudit(text, result = readResult()) {
  const marked = /(<!-- audit -->\n)[\s\S]*?(<!-- \/audit -->)/;
  if (!marked.test(text)) throw new Error('docs/privacy.md has no <!-- audit --> … <!-- /audit -->');
  const tables = result ? `\n${summariseAudit(result)}\n\n` : '';
  return text.replace(marked, (_, open, close) => `${open}${tables}${close}`);
}

function readResult() {
  const path = join(import.meta.dirname, '../results/audit.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** A table of every attack, a column a comparison. */
function describeMembership({ membership }) {
  const attacks = membership[0].attacks.map(({ attack }) => attack);
  const head = membership.map(({ name, nMembers }) => `${name}, ${count(nMembers)} of each`);
  return table(
    ['AUC', ...head],
    [
      ...attacks.map((attack, i) => [attack, ...membership.map((comparison) => withInterval(comparison.attacks[i]))]),
      ['the model adds', ...membership.map(({ added }) => withInterval(added))],
      ['found at 1 % false', ...membership.map((comparison) => percent(comparison.attacks.at(-1).truePositiveRate))],
    ],
  );
}

function describeExposures(models) {
  const rows = Object.entries(models).flatMap(([model, { exposure }]) =>
    exposure.groups.map(({ name, by, nCanaries, mean, interval, highest }) => [
      `${model}: ${name}`,
      by,
      count(nCanaries),
      `${mean.toFixed(2)} (${interval.map((bits) => bits.toFixed(2)).join(' to ')})`,
      highest.toFixed(2),
    ]),
  );
  return table(['exposure in bits', 'ranked by', 'canaries', 'mean (95 %)', 'highest'], rows);
}

function describePairs({ pairs: { nPublished, nPublishedLone } }) {
  return `${count(nPublishedLone)} of ${count(nPublished)}`;
}

function describeSource({ commit, dataSha256, shipped }) {
  return `Data SHA-256 \`${dataSha256.slice(0, 12)}…\`, model \`${shipped.modelHash}\`, seed ${shipped.seed}, commit \`${commit.slice(0, 12)}\`: \`npm run bench:audit\`.`;
}

const find = ({ membership }, name) => membership.find((comparison) => comparison.name === name);
const tells = ({ auc }) => Math.abs(auc - 0.5);
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const withInterval = ({ auc, interval }) => `${decimals(auc)} (${interval.map(decimals).join(' to ')})`;
