import { VitrineError } from '../../errors.js';
import type { Shopper } from '../dataset/dataset.js';
import type { EvaluationCase } from './evaluation-case.js';

/** Items that a page shows at most. */
export const pageSize = 48;

/** How far back popularity counts, ms: four weeks. */
const trailingMs = 28 * 86_400_000;

/** Cases that have a page, and how many have none. */
export interface PageCases {
  readonly cases: EvaluationCase[];
  /** Cases whose target is not on its page. */
  readonly nLeftOut: number;
}

/**
 * Puts each case's target on a page of the shop: the 48 items of its category that most sessions held in the 28 days
 * before the case, in that order; a tie goes to the lower row. The method reorders that page.
 *
 * What other shoppers did until the moment of the case counts, also within the evaluated period: the shop sorts by it.
 *
 * @param cases of one target each
 * @param shoppers all, with their whole history
 * @param categories of every item, [nItems]; where they are absent there are no pages
 * @throws VitrineError `OPTION_INVALID` for a model without categories, `DATA_TOO_SMALL` when no target is on its page
 */
export function putOnPages(
  cases: readonly EvaluationCase[],
  shoppers: readonly Shopper[],
  categories: readonly string[] | undefined,
): PageCases {
  if (!categories) {
    throw new VitrineError(
      'OPTION_INVALID',
      'the protocol page needs the categories of the items, and the model knows none: train with --items, a file with item_id and category',
    );
  }
  const itemsOf = new Map<string, number[]>();
  categories.forEach((category, item) => {
    const items = itemsOf.get(category) ?? [];
    itemsOf.set(category, items);
    items.push(item);
  });
  const meetings = findMeetings(shoppers);
  const counts = new Float64Array(categories.length);
  const pages = new Map<EvaluationCase, readonly number[]>();
  let [oldest, newest] = [0, 0];
  for (const question of [...cases].sort((a, b) => timeOf(a) - timeOf(b))) {
    const now = timeOf(question);
    while (newest < meetings.length && meetings[newest].time < now) counts[meetings[newest++].item]++;
    while (oldest < newest && meetings[oldest].time < now - trailingMs) counts[meetings[oldest++].item]--;
    const items = itemsOf.get(categories[question.targets[0]] ?? '') ?? [];
    const page = [...items].sort((a, b) => counts[b] - counts[a] || a - b).slice(0, pageSize);
    if (page.includes(question.targets[0])) pages.set(question, page);
  }
  if (pages.size === 0) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `none of the ${cases.length} items to find is on the page of its category: choose another protocol`,
    );
  }
  return {
    cases: cases.flatMap((question) => (pages.has(question) ? [{ ...question, page: pages.get(question) }] : [])),
    nLeftOut: cases.length - pages.size,
  };
}

/** When a question is asked, ms since 1970. */
function timeOf({ steps, newSessionAt }: EvaluationCase): number {
  return newSessionAt ?? steps[steps.length - 1].time;
}

/** The first time that each session holds each of its items, the earliest first. */
function findMeetings(shoppers: readonly Shopper[]): { item: number; time: number }[] {
  return shoppers
    .flatMap(({ steps }) => {
      const seen = new Set<string>();
      return steps.filter(({ item, session }) => {
        const meeting = `${session}/${item}`;
        return !seen.has(meeting) && seen.add(meeting);
      });
    })
    .sort((a, b) => a.time - b.time);
}
