import type { ClusterMeaning } from './cluster-meaning.js';
import type { Favoured } from './favoured.js';

/** A difference smaller than this factor is not worth a word. */
const leastFactor = 1.15;

/**
 * Says in one sentence of plain words how a cluster differs from the average.
 *
 * @example tellDifference({ categories: [], topItems: [], nextActions: [] }) // 'They differ little from the average shopper.'
 */
export function tellDifference(
  meaning: Pick<ClusterMeaning, 'categories' | 'topItems' | 'price' | 'nextActions' | 'hour' | 'weekday'>,
): string {
  const { categories, topItems, price, nextActions, hour, weekday } = meaning;
  // A group may favour a few things without favouring a category.
  const [favourite] = [...categories, ...topItems].filter(isMarked);
  const [action] = nextActions.filter(isMarked);
  const parts = [
    favourite && `favour “${favourite.name}” (${times(favourite)} the average)`,
    price && tellPrice(price.median / price.average),
    action && `more often ${action.name} (${percent(action.share)} against ${percent(action.average)})`,
    tellTime(hour, weekday),
  ].filter((part): part is string => Boolean(part));
  if (parts.length === 0) return 'They differ little from the average shopper.';
  const last = parts.pop();
  return `They ${parts.length > 0 ? `${parts.join(', ')}, and ` : ''}${last}.`;
}

function tellPrice(factor: number): string | undefined {
  const change = percent(Math.abs(factor - 1));
  if (factor >= leastFactor) return `choose dearer things (by ${change})`;
  if (factor <= 1 / leastFactor) return `choose cheaper things (by ${change})`;
  return undefined;
}

function tellTime(hour?: Favoured, weekday?: Favoured): string | undefined {
  const parts = [
    weekday && isMarked(weekday) && `on ${weekday.name}s`,
    hour && isMarked(hour) && `around ${hour.name}`,
  ].filter((part): part is string => Boolean(part));
  return parts.length > 0 ? `come more often ${parts.join(' and ')}` : undefined;
}

function isMarked({ share, average }: Favoured): boolean {
  return share >= leastFactor * average;
}

function times({ share, average }: Favoured): string {
  return `${(share / average).toFixed(1)} times`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
