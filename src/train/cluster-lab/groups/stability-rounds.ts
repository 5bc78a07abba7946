import { createRandom } from '../../../random.js';
import { drawPoints, fitGaussian } from '../../numerics/gaussian.js';
import type { FeatureSpace } from '../spaces/feature-space.js';
import type { ShopperState } from '../spaces/shopper-state.js';

/** What two fits differ in: the shoppers they learn from, the cut-off, or the seed of the encoder. */
export const comparisons = ['halves', 'windows', 'seeds'] as const;

export type Comparison = (typeof comparisons)[number];

/** Points of the same shoppers in the same order; the two views of a comparison may be of different spaces. */
export interface View {
  /** Row-major, [n, size]; a row of NaN where the shopper could not be placed. */
  readonly points: Float32Array;
  readonly size: number;
  /** Absent where nothing is known of the shoppers but their points. */
  readonly origin?: ViewOrigin;
}

/** What the points of a view were made of. */
export interface ViewOrigin {
  readonly space: FeatureSpace;
  /** The state of a shopper who is placed, by their row. */
  stateAt(row: number): ShopperState;
}

/** Shoppers behind points, with the space that made these. */
export interface SideShoppers {
  readonly space: FeatureSpace;
  /** [nFitted] */
  readonly fitted: readonly ShopperState[];
  /** [nHeldOut] */
  readonly heldOut: readonly ShopperState[];
}

/** What one of the two fits of a round learns from, and what both then label. */
export interface Side {
  readonly size: number;
  /** Row-major, [nFitted, size]. */
  readonly fitted: Float32Array;
  /** The held-out shoppers, the same on both sides, row-major, [nHeldOut, size]. */
  readonly heldOut: Float32Array;
  /** Whose points these are; absent where they were drawn, or nothing else is known of them. */
  readonly shoppers?: SideShoppers;
}

/** Two fits to compare on the shoppers themselves, and two on points of one Gaussian in their place. */
export interface StabilityRound {
  readonly real: readonly [Side, Side];
  readonly null: readonly [Side, Side];
}

export interface RoundOptions {
  /** Whether the two fits learn from disjoint halves of the shoppers; from the same ones otherwise. */
  readonly isDisjoint: boolean;
  readonly seed: number;
  /** Default 3. */
  readonly nRounds?: number;
  /** Shoppers of each fit, and held out, at most. Default 600. */
  readonly maxShoppers?: number;
}

/** Fewer held-out shoppers than this say nothing. */
const leastHeldOut = 20;

/**
 * Prepares the rounds of a stability measurement: in each, shoppers are divided anew at random, a third to each fit (or
 * the same third to both) and a third held out.
 *
 * The null is drawn from the Gaussian over both views together, so that it repeats the covariance within a view and
 * how alike the two views of a shopper are, but has no groups. Where both views are one, so are those drawn.
 *
 * @returns no round where fewer than sixty shoppers are placed in both views
 */
export function prepareRounds(views: readonly [View, View], options: RoundOptions): StabilityRound[] {
  const { isDisjoint, seed, nRounds = 3, maxShoppers = 600 } = options;
  const sizes = [views[0].size, views[1].size] as const;
  const isOne = views[0] === views[1];
  const random = createRandom(seed);
  const { joint, rows } = joinViews(isOne ? [views[0]] : views);
  const n = rows.length;
  if (n < 3 * leastHeldOut) return [];
  const width = joint.length / n;
  const gaussian = fitGaussian(joint, width);
  const third = Math.min(Math.floor(n / 3), maxShoppers);
  return Array.from({ length: nRounds }, () => {
    const order = random.shuffle(Int32Array.from({ length: n }, (_, i) => i));
    const parts = [order.subarray(0, third), order.subarray(third, 2 * third), order.subarray(2 * third, 3 * third)];
    const fitted = isDisjoint ? [parts[0], parts[1]] : [parts[0], parts[0]];
    const divide = (points: Float32Array): readonly [Side, Side] => {
      const side = (s: 0 | 1): Side => {
        const from = isOne || s === 0 ? 0 : sizes[0];
        const take = (of: Int32Array) => takeBlock(points, width, of, from, sizes[s]);
        return { size: sizes[s], fitted: take(fitted[s]), heldOut: take(parts[2]) };
      };
      return [side(0), side(1)];
    };
    const nameShoppers = (side: Side, s: 0 | 1): Side => {
      const { origin } = views[s];
      if (!origin) return side;
      const statesOf = (which: Int32Array) => Array.from(which, (i) => origin.stateAt(rows[i]));
      return { ...side, shoppers: { space: origin.space, fitted: statesOf(fitted[s]), heldOut: statesOf(parts[2]) } };
    };
    const [one, other] = divide(joint);
    return { real: [nameShoppers(one, 0), nameShoppers(other, 1)], null: divide(drawPoints(gaussian, n, random)) };
  });
}

/** The views side by side, of the shoppers that all of them place: row-major, [n, sum of sizes]. */
function joinViews(views: readonly View[]): { joint: Float32Array; rows: readonly number[] } {
  const width = views.reduce((sum, { size }) => sum + size, 0);
  const nAll = views[0].points.length / views[0].size;
  const rows = Array.from({ length: nAll }, (_, i) => i).filter((i) =>
    views.every(({ points, size }) => !Number.isNaN(points[i * size])),
  );
  const joint = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    let offset = i * width;
    for (const { points, size } of views) {
      joint.set(points.subarray(row * size, (row + 1) * size), offset);
      offset += size;
    }
  });
  return { joint, rows };
}

/** Some rows of a matrix, and of each some neighbouring columns. */
function takeBlock(matrix: Float32Array, width: number, rows: Int32Array, from: number, size: number): Float32Array {
  const block = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    block.set(matrix.subarray(row * width + from, row * width + from + size), i * size);
  });
  return block;
}
