import { leadsTo } from '../../sequence/query.js';
import type { Step } from '../../sequence/step.js';
import type { Dataset, Shopper } from './dataset.js';
import { stepsInOrder } from './steps-in-order.js';

/** What may be learned from at one stage. */
export interface DatasetPart {
  /** Shoppers with what is visible of them, those who have a step, in the dataset's order. */
  readonly shoppers: readonly Shopper[];
  /** ms since 1970, the end of the part: what recency counts back from. */
  readonly until: number;
}

/** Steps that a shopper needs for leave-one-out: one to begin with, one for validation, one for test. */
export const leastForLeaveOneOut = 3;

/** What training sees while validation judges it. */
export function trainingPart({ shoppers, split }: Pick<Dataset, 'shoppers' | 'split'>): DatasetPart {
  if (split.kind === 'leave-one-out') return partWithoutLast(shoppers, 2);
  return partBefore(shoppers, split.validationFrom);
}

/** Training and validation together: what a model that is shipped may learn from, and what is known when test begins. */
export function refitPart({ shoppers, split }: Pick<Dataset, 'shoppers' | 'split'>): DatasetPart {
  if (split.kind === 'leave-one-out') return partWithoutLast(shoppers, 1);
  return partBefore(shoppers, split.testFrom);
}

/** Returns what the model that is published has learned from: training, and validation where a refit follows. */
export function publishedPart(dataset: Pick<Dataset, 'shoppers' | 'split'>): DatasetPart {
  return dataset.split.refit === false ? trainingPart(dataset) : refitPart(dataset);
}

/** Returns the shoppers that a model learns an order from: a single step has none. */
export function teachingShoppers({ shoppers }: Pick<DatasetPart, 'shoppers'>): readonly Shopper[] {
  return shoppers.filter(({ steps }) => steps.length > 1);
}

/** The sessions that had begun by a time, whole, but for those of a test file. */
function partBefore(shoppers: readonly Shopper[], time: number): DatasetPart {
  const isHidden = (shopper: Shopper) => (step: Step, i: number, steps: readonly Step[]) =>
    step.session !== steps[i - 1]?.session &&
    (step.time >= time || step.session >= (shopper.firstTestSession ?? Number.POSITIVE_INFINITY));
  const visible = shoppers.flatMap((shopper) => {
    const firstHidden = stepsInOrder(shopper).findIndex(isHidden(shopper));
    return cutShopper(shopper, firstHidden < 0 ? undefined : firstHidden);
  });
  return { shoppers: visible, until: time };
}

/** All but the last steps of each shopper who has enough for leave-one-out; the others are whole. */
function partWithoutLast(shoppers: readonly Shopper[], nLeftOut: number): DatasetPart {
  const visible = shoppers.flatMap((shopper) => {
    const { length } = stepsInOrder(shopper);
    return cutShopper(shopper, length < leastForLeaveOneOut ? length : length - nLeftOut);
  });
  const lastTimes = visible.map(({ steps }) => steps[steps.length - 1].time);
  return { shoppers: visible, until: lastTimes.reduce((a, b) => Math.max(a, b), 0) };
}

/** The shopper with the first steps only, and the searches that led to them; nobody where no step is left. */
function cutShopper(shopper: Shopper, nVisible?: number): Shopper[] {
  const { id, queries } = shopper;
  const steps = stepsInOrder(shopper)
    .slice(0, nVisible)
    .filter(({ item }) => item >= 0);
  const last = steps.at(-1);
  if (!last) return [];
  return [{ id, steps, ...(queries ? { queries: queries.filter((query) => leadsTo(query, last)) } : {}) }];
}
