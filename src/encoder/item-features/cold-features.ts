import { coldFeatures } from './cold-weights.js';

/** The known items that read most like one, nearest first. */
export interface Neighbours {
  readonly items: readonly number[];
  /** What each of them counts, summing to 1. */
  readonly weights: readonly number[];
}

/** Distinct items that a shopper met, apart. */
export interface MetItems {
  readonly current: readonly number[];
  readonly earlier: readonly number[];
}

/** What a model thinks of every known item, weighed: [nItems] each. */
export interface KnownScores {
  readonly sequence: Float32Array;
  readonly cluster: Float32Array;
  readonly repeat: Float32Array;
}

const nNeighbours = 10;

/** The nearest count far more than the tenth nearest. */
const sharpness = 3;

/**
 * Finds the ten items that read most alike.
 *
 * @param likeness of every item, in [0, 1], [nItems]
 * @returns none where nothing is alike
 */
export function nearestItems(likeness: Float32Array): Neighbours {
  const items: number[] = [];
  let least = 0;
  for (let item = 0; item < likeness.length; item++) {
    if (likeness[item] <= least) continue;
    let place = items.length;
    while (place > 0 && likeness[items[place - 1]] < likeness[item]) place--;
    items.splice(place, 0, item);
    if (items.length > nNeighbours) items.pop();
    if (items.length === nNeighbours) least = likeness[items[nNeighbours - 1]];
  }
  const raw = items.map((item) => likeness[item] ** sharpness);
  const total = raw.reduce((a, b) => a + b, 0);
  return { items, weights: raw.map((weight) => weight / total) };
}

/**
 * The items that a sequence tells of: those of its last session, which is empty where it ends in a session start, and
 * those of the sessions before.
 *
 * @param sessionStart the token; items are below it, other special tokens above
 * @example metItems(Int32Array.of(9, 4, 9, 1, 1, 2), 9) // { current: [1, 2], earlier: [4] }
 */
export function metItems(tokens: Int32Array, sessionStart: number): MetItems {
  const start = tokens.lastIndexOf(sessionStart);
  const distinct = (part: Int32Array) => [...new Set(part)].filter((token) => token < sessionStart);
  return { current: distinct(tokens.subarray(start + 1)), earlier: distinct(tokens.subarray(0, start + 1)) };
}

/**
 * The features of an item that a model never saw, for one shopper, in the order of `coldFeatures`.
 *
 * @param likeness how alike each known item reads, [nItems]
 * @param text the encoder's score of its words; 0 where it reads none
 * @returns [coldFeatures.length]
 */
export function coldFeatureValues(
  likeness: Float32Array,
  { items, weights }: Neighbours,
  { current, earlier }: MetItems,
  { sequence, cluster, repeat }: KnownScores,
  text: number,
): Float32Array {
  const values = new Float32Array(coldFeatures.length);
  values[0] = meanLikeness(likeness, current);
  values[1] = mostLikeness(likeness, current);
  values[2] = anyLikeness(likeness, current);
  values[3] = meanLikeness(likeness, earlier);
  values[4] = mostLikeness(likeness, earlier);
  for (let i = 0; i < items.length; i++) {
    values[5] += weights[i] * (sequence[items[i]] + cluster[items[i]]);
    values[6] += weights[i] * repeat[items[i]];
  }
  values[7] = text;
  return values;
}

function meanLikeness(likeness: Float32Array, items: readonly number[]): number {
  let sum = 0;
  for (const item of items) sum += likeness[item];
  return sum / (items.length || 1);
}

/** The logarithm of a noisy or: the cube of a likeness is taken for how likely two items are variants of one. */
function anyLikeness(likeness: Float32Array, items: readonly number[]): number {
  let none = 1;
  for (const item of items) none *= 1 - Math.min(likeness[item], 0.95) ** 3;
  return Math.log(1.001 - none);
}

function mostLikeness(likeness: Float32Array, items: readonly number[]): number {
  let most = 0;
  for (const item of items) most = Math.max(most, likeness[item]);
  return most;
}
