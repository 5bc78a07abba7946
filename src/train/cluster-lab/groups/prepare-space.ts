import { takeEvenly } from '../../numerics/take-evenly.js';
import type { FeatureSpace } from '../spaces/feature-space.js';
import { type PlacedPoints, takePlaced, takeRows } from '../spaces/placed-points.js';
import type { ShopperState } from '../spaces/shopper-state.js';
import {
  type Comparison,
  prepareRounds,
  type RoundOptions,
  type StabilityRound,
  type View,
} from './stability-rounds.js';

/** A space with the shoppers in it, and all that its clusterings are judged on. */
export interface PreparedSpace {
  readonly space: FeatureSpace;
  /** All shoppers at the cut-off, [nShoppers]. */
  readonly states: readonly ShopperState[];
  /** The same as points, row-major, [nShoppers, size]; NaN for one that cannot be placed. */
  readonly points: Float32Array;
  /** At most so many shoppers who could be placed, spread evenly; the same arrays for the same number. */
  fittedTo(maxPoints: number): PlacedPoints;
  /** Rounds with fits to at most so many shoppers each; none where the comparison cannot be made. */
  rounds(comparison: Comparison, maxCompared: number): readonly StabilityRound[];
}

export interface PrepareSpaceInput {
  readonly space: FeatureSpace;
  /** At the cut-off, [nShoppers]. */
  readonly states: readonly ShopperState[];
  /** The same shoppers at an earlier cut-off, in a space fitted to those who were there; NaN for the others. */
  readonly earlier?: View;
  /** The same shoppers by encoders of other seeds. */
  readonly others: readonly View[];
  readonly seed: number;
}

/** Places the shoppers in a space and divides them for the measurements of stability. */
export function prepareSpace({ space, states, earlier, others, seed }: PrepareSpaceInput): PreparedSpace {
  const points = space.place(states);
  const own: View = { points, size: space.size, origin: { space, stateAt: (row) => states[row] } };
  const placed = takePlaced(points, space.size);
  const rounds = new Map<string, readonly StabilityRound[]>();
  const make: Readonly<Record<Comparison, (options: RoundOptions) => StabilityRound[]>> = {
    halves: (options) => prepareRounds([own, own], options),
    windows: (options) => (earlier ? prepareRounds([own, earlier], options) : []),
    seeds: (options) => others.flatMap((other) => prepareRounds([own, other], options)),
  };
  const samples = new Map<number, PlacedPoints>();
  return {
    space,
    states,
    points,
    fittedTo(maxPoints) {
      const rows = Int32Array.from(takeEvenly(Array.from(placed.rows), maxPoints));
      const sample = samples.get(rows.length) ?? { rows, points: takeRows(points, space.size, rows) };
      samples.set(rows.length, sample);
      return sample;
    },
    rounds(comparison, maxShoppers) {
      const key = `${comparison} ${maxShoppers}`;
      const known = rounds.get(key) ?? make[comparison]({ isDisjoint: comparison === 'halves', seed, maxShoppers });
      rounds.set(key, known);
      return known;
    },
  };
}
