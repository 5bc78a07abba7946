import { defineRule } from './define-rule.js';
import { rearrange } from './rearrange.js';
import type { Rule, RulePage } from './rule.js';

/** What a rule adds to the score of one item. */
export interface ScoreChange {
  /** Log-odds: 0.69 (the logarithm of 2) makes an item twice as likely to be chosen before another, -0.69 half as likely. */
  readonly logOdds: number;
  /** What the amount comes from, for `explain`. */
  readonly reason: string;
}

/**
 * Makes a rule that adds to scores and sorts anew, as the model's own order is sorted: ties go to the shop's order, and
 * an item without a score keeps its place. One that is given something starts from the score of the item before it.
 *
 * Where the model did not order the page there are no scores to add to: the rule does nothing.
 *
 * @param changeOf null, or an amount that is 0 or not finite, for an item that it says nothing of
 */
export function adjustScores<Item>(
  name: string,
  changeOf: (item: Item, itemId: string) => ScoreChange | null,
): Rule<Item> {
  return defineRule(name, 'score', (page) => {
    if (!page.scores) return {};
    const scores = [...page.scores];
    const worth = assumedScores(page);
    const reasons = new Map<number, string>();
    for (const item of page.order) {
      const change = changeOf(page.items[item], page.itemIds[item]);
      if (!change?.logOdds || !Number.isFinite(change.logOdds)) continue;
      scores[item] = worth[item] + change.logOdds;
      reasons.set(item, `${change.logOdds < 0 ? '' : '+'}${Number(change.logOdds.toFixed(2))}: ${change.reason}`);
    }
    return { scores, reasons, order: rearrange(page, (free) => sortByScore(free, scores)) };
  });
}

/**
 * The score of every item; one that the model does not know is worth as much as the item before it, at the front as much
 * as the first that is known. All NaN where none is known, or the model did not order the page.
 */
export function assumedScores({ scores, order, items }: RulePage<unknown>): number[] {
  const known = (item: number | undefined) => (item === undefined ? Number.NaN : (scores?.[item] ?? Number.NaN));
  let last = known(order.find((item) => !Number.isNaN(known(item))));
  const worth = new Array<number>(items.length).fill(Number.NaN);
  for (const item of order) {
    if (!Number.isNaN(known(item))) last = known(item);
    worth[item] = last;
  }
  return worth;
}

function sortByScore(free: readonly number[], scores: readonly number[]): number[] {
  const isScored = (item: number) => !Number.isNaN(scores[item]);
  const sorted = free.filter(isScored).sort((a, b) => scores[b] - scores[a] || a - b);
  let taken = 0;
  return free.map((item) => (isScored(item) ? sorted[taken++] : item));
}
