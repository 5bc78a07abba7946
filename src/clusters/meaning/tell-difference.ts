import { type Favoured, isAbove } from './favoured.js';
import type { PriceLevel } from './price-levels.js';

/** What a cluster favours, and when it comes: all that its difference from the average is told by. */
export interface ClusterTraits {
  /** Titles, or ids where there are none. */
  readonly topItems: readonly Favoured[];
  /** Empty where the catalogue has none. */
  readonly categories: readonly Favoured[];
  readonly price?: PriceLevel;
  /** When most more of its shoppers than of others begin a session; absent where times mean nothing. */
  readonly hour?: Favoured;
  readonly weekday?: Favoured;
  readonly nextActions: readonly Favoured[];
}

/** A difference smaller than this factor is not worth a word. */
const leastFactor = 1.15;

/**
 * Says in one sentence of plain words how a cluster differs from the average.
 *
 * @example tellDifference({ categories: [], topItems: [], nextActions: [] }) // 'They differ little from the average shopper.'
 */
export function tellDifference(traits: ClusterTraits): string {
  const { categories, topItems, price, nextActions, hour, weekday } = traits;
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

function isMarked(favoured: Favoured): boolean {
  return isAbove(favoured, leastFactor);
}

function times({ share, average }: Favoured): string {
  return `${(share / average).toFixed(1)} times`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)}\u00a0%`;
}
