import { createRandom } from '../../random.js';
import type { Protocol } from '../protocols/protocol.js';
import { bootstrapMeans, middle95, type ShopperSums } from './bootstrap.js';
import type { Figures } from './figures.js';

/** From where to where a figure could have come out, at 95 %. */
export type Interval = readonly [low: number, high: number];

/** How much the model is ahead of a method. */
export interface Difference {
  /** The model's figure less the method's, on the same cases. */
  readonly difference: number;
  readonly interval: Interval;
  /** Whether the interval leaves out 0. */
  readonly isSignificant: boolean;
}

/** One method's figures, such as `hitRate@10`. */
export interface EvaluationRow {
  readonly method: string;
  readonly figures: Figures;
  /** Of each figure but coverage, drawing shoppers anew. */
  readonly intervals: Readonly<Record<string, Interval>>;
  /** The standard deviation of each figure over seeds; absent for one seed. */
  readonly spread?: Figures;
  /** What a baseline was fitted with. */
  readonly options?: Readonly<Record<string, number | string | boolean>>;
  /** The first row's figures against this one's; absent in the first. */
  readonly behind?: Readonly<Record<string, Difference>>;
}

/** What an evaluation measured; plain JSON. */
export interface EvaluationTable {
  readonly protocol: Protocol;
  readonly period: 'validation' | 'test';
  /** The first of the seeds. */
  readonly seed: number;
  readonly nSeeds: number;
  /** Over all seeds. */
  readonly nCases: number;
  readonly nShoppers: number;
  /** Questions that the protocol cannot ask, such as after an item that is not on its page. */
  readonly nLeftOut: number;
  /** The model first, its parts, then the baselines. */
  readonly rows: readonly EvaluationRow[];
}

/** One method as it was measured. */
export interface MeasuredMethod {
  readonly method: string;
  /** Over all seeds. */
  readonly figures: Figures;
  readonly sums: ShopperSums;
  /** Seed by seed. */
  readonly bySeed: readonly Figures[];
  readonly options?: EvaluationRow['options'];
}

/**
 * Puts measured methods beside the first of them, with what chance leaves open.
 *
 * @param seed of the draws
 */
export function compareMethods(methods: readonly MeasuredMethod[], seed: number): EvaluationRow[] {
  const names = methods[0].sums.names;
  const draws = bootstrapMeans(
    methods.map(({ sums }) => sums),
    createRandom(seed),
  );
  const column = (values: Float64Array, m: number) => values.filter((_, i) => i % names.length === m);
  const first = names.map((_, m) => column(draws[0], m));
  return methods.map(({ method, figures, bySeed, options }, row) => {
    const intervals: Record<string, Interval> = {};
    const behind: Record<string, Difference> = {};
    names.forEach((name, m) => {
      if (figures[name] === undefined) return;
      const own = column(draws[row], m);
      intervals[name] = middle95(own);
      const interval = middle95(first[m].map((value, i) => value - own[i]));
      const difference = methods[0].figures[name] - figures[name];
      behind[name] = { difference, interval, isSignificant: interval[0] > 0 || interval[1] < 0 };
    });
    return {
      method,
      figures,
      intervals,
      ...(bySeed.length > 1 ? { spread: spreadOf(bySeed) } : {}),
      ...(options ? { options } : {}),
      ...(row > 0 ? { behind } : {}),
    };
  });
}

function spreadOf(bySeed: readonly Figures[]): Figures {
  const names = Object.keys(bySeed[0]);
  return Object.fromEntries(
    names.map((name) => {
      const values = bySeed.map((figures) => figures[name]);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return [name, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))];
    }),
  );
}
