/** Where every product stands on the map, in the catalogue's order. */
export interface ItemMap {
  /** Of the model that the map was drawn from. */
  readonly modelHash: string;
  /** Length of the square's side. */
  readonly side: number;
  /** x, y and the cluster whose shoppers favour the product most (-1: none); null for a product the model does not know. */
  readonly places: readonly (readonly [x: number, y: number, cluster: number] | null)[];
}

/** A point on the map. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Loads the map; it is drawn when the demo is built, not in the browser. */
export async function loadItemMap(): Promise<ItemMap> {
  return (await fetch('/map.json')).json();
}

/**
 * The shopper's place: the mean of the places of their best items, weighed by the softmax of their scores.
 *
 * @param scored places of items with their scores
 * @returns null without items
 * @example shopperPlace([{ x: 0, y: 0, score: 1 }, { x: 10, y: 0, score: 1 }]) // { x: 5, y: 0 }
 */
export function shopperPlace(scored: readonly (Point & { readonly score: number })[]): Point | null {
  if (scored.length === 0) return null;
  const most = Math.max(...scored.map(({ score }) => score));
  const weights = scored.map(({ score }) => Math.exp(score - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const mean = (axis: 'x' | 'y') => scored.reduce((total, point, i) => total + point[axis] * weights[i], 0) / sum;
  return { x: mean('x'), y: mean('y') };
}
