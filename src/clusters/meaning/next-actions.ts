import { stepTypes } from '../../sequence/step.js';
import { minSharedBy } from '../words/meetings.js';
import type { Favoured } from './favoured.js';
import type { ItemKinds } from './item-kinds.js';
import { type ShopperPast, toMoments } from './moments.js';

/** What shoppers may do next, as it follows "they more often". */
const actions = {
  again: 'choose what they chose before',
  stay: 'stay in a category',
  leave: 'go on to another category',
  week: 'come back within a week',
  month: 'come back within a month',
  later: 'come back after more than a month',
  search: 'search',
  add_to_cart: 'put things in the cart',
  add_to_wishlist: 'save things for later',
  purchase: 'buy',
} as const;

type Action = keyof typeof actions;

/** How often one shopper did it, 0..1; absent where there was no occasion. */
type Rates = Partial<Record<Action, number>>;

const day = 86_400_000;

/**
 * What each cluster's shoppers do next more often than others, the most telling first: come back soon, stay in a category,
 * choose what they know, search, put in the cart, buy.
 *
 * A share is the mean over shoppers of how often they did it when they could, so that nobody counts more than once; an action
 * that fewer than `minSharedBy` of a cluster's shoppers took is left out.
 *
 * @param labels the cluster of each shopper, [n]
 * @param pasts [n]
 * @param hasTimes whether times mean anything
 * @returns [nClusters]
 */
export function findNextActions(
  labels: Int32Array,
  pasts: readonly ShopperPast[],
  nClusters: number,
  kinds: ItemKinds,
  hasTimes: boolean,
): Favoured[][] {
  const isTyped = new Set(pasts.flatMap(({ steps }) => steps.map(({ type = 0 }) => type))).size > 1;
  const rates = pasts.map((past) => ({
    ...movesOf(past, kinds, hasTimes),
    ...(isTyped ? typesOf(past) : {}),
    ...(pasts.some(({ queries = [] }) => queries.length > 0) ? { search: searchRate(past) } : {}),
  }));
  return Array.from({ length: nClusters }, (_, cluster) => {
    const own = rates.filter((_, i) => labels[i] === cluster);
    return (Object.keys(actions) as Action[])
      .map((action) => ({
        name: actions[action],
        share: meanRate(own, action),
        average: meanRate(rates, action),
        sharedBy: own.filter((rate) => (rate[action] ?? 0) > 0).length,
      }))
      .filter(({ share, average, sharedBy }) => sharedBy >= minSharedBy && share > average)
      .sort((a, b) => b.share * Math.log(b.share / b.average) - a.share * Math.log(a.share / a.average));
  });
}

/** How a shopper goes on from one moment to the next. */
function movesOf({ steps }: ShopperPast, { of, kindOf }: ItemKinds, hasTimes: boolean): Rates {
  const moments = toMoments(steps);
  const met = new Set(moments[0]?.map(({ item }) => item));
  const seen: Record<'again' | 'stay' | 'leave' | 'week' | 'month' | 'later', number[]> = {
    again: [],
    stay: [],
    leave: [],
    week: [],
    month: [],
    later: [],
  };
  for (let i = 1; i < moments.length; i++) {
    const before = new Set(moments[i - 1].map(({ item }) => kindOf[item]));
    const staying = mean(moments[i].map(({ item }) => Number(before.has(kindOf[item]))));
    if (of === 'categories') {
      seen.stay.push(staying);
      seen.leave.push(1 - staying);
    }
    seen.again.push(mean(moments[i].map(({ item }) => Number(met.has(item)))));
    for (const { item } of moments[i]) met.add(item);
    if (!hasTimes || moments[i][0].session === moments[i - 1][0].session) continue;
    const days = (moments[i][0].time - moments[i - 1][0].time) / day;
    seen.week.push(Number(days <= 7));
    seen.month.push(Number(days > 7 && days <= 30));
    seen.later.push(Number(days > 30));
  }
  return Object.fromEntries(
    Object.entries(seen)
      .filter(([, values]) => values.length > 0)
      .map(([action, values]) => [action, mean(values)]),
  );
}

function typesOf({ steps }: ShopperPast): Rates {
  const rate = (name: (typeof stepTypes)[number]) =>
    mean(steps.map(({ type = 0 }) => Number(type === stepTypes.indexOf(name))));
  return {
    add_to_cart: rate('add_to_cart'),
    add_to_wishlist: rate('add_to_wishlist'),
    purchase: rate('purchase'),
  };
}

function searchRate({ steps, queries = [] }: ShopperPast): number {
  return queries.length / (steps.length + queries.length);
}

function meanRate(rates: readonly Rates[], action: Action): number {
  return mean(rates.map((rate) => rate[action]).filter((rate) => rate !== undefined));
}

/** NaN, which is above and below nothing, of no value. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
