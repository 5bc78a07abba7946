import type { Catalog } from '../../../encoder/artifact/manifest.js';
import { VitrineError } from '../../../errors.js';
import { stepTypeOf } from '../../../sequence/step.js';
import { type BehaviourContext, behaviourStatistics } from './behaviour-statistics.js';
import type { FeatureSpace } from './feature-space.js';
import { fitImputer, type MissingChoice } from './missing-values.js';
import type { ShopperState } from './shopper-state.js';

export interface BehaviourOptions {
  readonly prices?: Catalog['prices'];
  /** Whether times mean anything. */
  readonly hasTimes: boolean;
  readonly missing: MissingChoice;
  readonly seed: number;
}

/**
 * The space of how a shopper shops, whatever they shop for: `behaviourStatistics`, each less its mean and divided by
 * its standard deviation. A statistic without variance is dropped, and said so.
 *
 * @param states what means, deviations and fillings are learned from
 * @throws VitrineError `DATA_TOO_SMALL` where no statistic differs between the shoppers
 */
export function fitBehaviourSpace(states: readonly ShopperState[], options: BehaviourOptions): FeatureSpace {
  const purchase = stepTypeOf('purchase');
  const context: BehaviourContext = {
    prices: options.prices,
    hasTimes: options.hasTimes,
    hasPurchases: states.some(({ steps }) => steps.some(({ type }) => type === purchase)),
  };
  const told = states.map((state) => behaviourStatistics(state, context));
  const names = Object.keys(told[0] ?? {});
  const column = (name: string) => Float64Array.from(told, (one) => one[name]).filter((value) => !Number.isNaN(value));
  const scales = new Map(names.map((name) => [name, scaleOf(column(name))]));
  const kept = names.filter((name) => (scales.get(name)?.deviation ?? 0) > 1e-9);
  if (kept.length === 0) {
    throw new VitrineError('DATA_TOO_SMALL', 'all shoppers behave alike: no statistic of them differs');
  }
  const size = kept.length;
  const toRow = (one: Record<string, number>) =>
    Float64Array.from(kept, (name) => {
      const { mean, deviation } = scales.get(name) as Scale;
      return (one[name] - mean) / deviation;
    });
  const rows = new Float64Array(states.length * size);
  told.forEach((one, i) => {
    rows.set(toRow(one), i * size);
  });
  const impute = fitImputer(rows, size, options.missing, options.seed);
  return {
    name: 'behaviour',
    size,
    hasMissing: rows.some(Number.isNaN),
    notes: describeMaking(names, kept, told, options.missing),
    place(placed) {
      const points = new Float32Array(placed.length * size);
      placed.forEach((state, i) => {
        const row = toRow(behaviourStatistics(state, context));
        impute(row);
        points.set(row.some(Number.isNaN) ? row.fill(Number.NaN) : row, i * size);
      });
      return points;
    },
  };
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

function scaleOf(values: Float64Array): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function describeMaking(
  names: readonly string[],
  kept: readonly string[],
  told: readonly Record<string, number>[],
  missing: MissingChoice,
): string[] {
  const dropped = names.filter((name) => !kept.includes(name));
  const gaps = kept
    .map((name) => ({ name, n: told.filter((one) => Number.isNaN(one[name])).length }))
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => `${name} of ${n.toLocaleString('en-GB')}`);
  return [
    `statistics: ${kept.join(', ')}`,
    ...(dropped.length > 0 ? [`dropped, as they do not differ or are not known: ${dropped.join(', ')}`] : []),
    ...(gaps.length > 0 ? [`missing: ${gaps.join(', ')} shoppers; ${describeMissing[missing]}`] : []),
  ];
}

const describeMissing: Readonly<Record<MissingChoice, string>> = {
  drop: 'those shoppers are left out',
  mean: 'filled in with the mean',
  median: 'filled in with the median',
  nearest: 'filled in from the nearest shoppers',
};
