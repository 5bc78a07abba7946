import type { Catalog } from '../../../encoder/artifact/manifest.js';
import { stepTypeOf } from '../../../sequence/step.js';
import type { ShopperState } from './shopper-state.js';

/** What statistics need to know of a log. */
export interface BehaviourContext {
  readonly prices?: Catalog['prices'];
  /** Whether times mean anything. */
  readonly hasTimes: boolean;
  /** Whether the log names purchases: value counts those alone then, every item met otherwise. */
  readonly hasPurchases: boolean;
}

const day = 86_400_000;
const minute = 60_000;
const purchase = stepTypeOf('purchase');
const cart = stepTypeOf('add_to_cart');

/**
 * What a shopper does, by name; amounts as ln(1 + amount), since few do very much. NaN is what the log does not tell of
 * them: the pause between sessions of who came once, the price of items that have none.
 *
 * - `recency`: days since the last step; `frequency`: sessions; `pause`: mean days between the starts of sessions
 * - `session length`: mean steps of a session; `session time`: its mean minutes from first to last step
 * - `value`: the prices of what was bought (or met, see `BehaviourContext`) summed; `price level`: mean ln(price) of
 *   the items met
 * - `views`, `carts`, `purchases`, `searches`: shares of all steps and searches; wish lists count as carts
 * - `repeats`: the share of steps to items met before
 */
export function behaviourStatistics(state: ShopperState, context: BehaviourContext): Record<string, number> {
  const { steps, queries = [], at } = state;
  const sessions = spanSessions(state);
  const starts = sessions.map(({ from }) => from);
  const nMoments = steps.length + queries.length;
  const share = (isCounted: (type: number) => boolean) =>
    steps.filter(({ type = 0 }) => isCounted(type)).length / nMoments;
  const prices = steps.map(({ item }) => context.prices?.[item] ?? Number.NaN);
  const isValued = ({ type = 0 }: ShopperState['steps'][number]) => !context.hasPurchases || type === purchase;
  const valued = prices.filter((price, i) => price > 0 && isValued(steps[i]));
  const times = {
    recency: amount((at - steps[steps.length - 1].time) / day),
    pause: amount((Math.max(...starts) - Math.min(...starts)) / (starts.length - 1) / day),
    'session time': amount(mean(sessions.map(({ from, to }) => (to - from) / minute))),
  };
  return {
    ...(context.hasTimes ? times : {}),
    frequency: amount(sessions.length),
    'session length': amount(steps.length / sessions.length),
    value: prices.some((price) => price > 0) ? amount(valued.reduce((sum, price) => sum + price, 0)) : Number.NaN,
    'price level': mean(prices.filter((price) => price > 0).map(Math.log)),
    views: share((type) => type < cart),
    carts: share((type) => type >= cart && type < purchase),
    purchases: share((type) => type === purchase),
    searches: queries.length / nMoments,
    repeats: 1 - new Set(steps.map(({ item }) => item)).size / steps.length,
  };
}

/** When each session began and ended, ms. */
function spanSessions({ steps }: ShopperState): { from: number; to: number }[] {
  const spans = new Map<number, { from: number; to: number }>();
  for (const { session, time } of steps) {
    const span = spans.get(session) ?? { from: time, to: time };
    spans.set(session, { from: Math.min(span.from, time), to: Math.max(span.to, time) });
  }
  return [...spans.values()];
}

/** Also NaN for 0 / 0, such as the pause after a single session. */
function amount(value: number): number {
  return Math.log1p(Math.max(0, value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
