import type { Dataset, Shopper } from '../../dataset/dataset.js';
import { refitPart, trainingPart } from '../../dataset/dataset-part.js';
import { takeEvenly } from '../../numerics/take-evenly.js';
import type { FeatureSpace } from '../spaces/feature-space.js';
import type { ShopperState } from '../spaces/shopper-state.js';
import type { View } from './stability-rounds.js';

/** Shoppers as they stand at two moments. */
export interface ShopperStates {
  /** Those who had come by the cut-off, spread evenly over them where there are more than `maxShoppers`, [nShoppers]. */
  readonly shoppers: readonly Shopper[];
  /** How many had come. */
  readonly nAll: number;
  /** The begin of the period, ms since 1970. */
  readonly cutOff: number;
  /** [nShoppers] */
  readonly states: readonly ShopperState[];
  readonly earlierCutOff: number;
  /** Of those who had come by the earlier cut-off. */
  readonly earlier: readonly ShopperState[];
  /** Places them in a space among all shoppers, those who had not come by then as rows of NaN. */
  viewEarlier(space: FeatureSpace): View;
}

/** Shoppers that are clustered, at most. */
const maxShoppers = 20_000;

/** The share of the steps before the cut-off that the earlier one hides. */
const hiddenShare = 0.25;

/** The shoppers of a log before a period, and as they stood before the last quarter of what they did until then. */
export function seeShoppers(
  dataset: Pick<Dataset, 'shoppers' | 'split'>,
  period: 'validation' | 'test',
): ShopperStates {
  const part = period === 'validation' ? trainingPart(dataset) : refitPart(dataset);
  const shoppers = takeEvenly(part.shoppers, maxShoppers);
  const states = shoppers.map((shopper) => stateOf(shopper, part.until));
  const earlierCutOff = momentBefore(shoppers, hiddenShare, part.until);
  const earlierPart = trainingPart({ shoppers, split: { validationFrom: earlierCutOff, testFrom: earlierCutOff } });
  const earlier = earlierPart.shoppers.map((shopper) => stateOf(shopper, earlierCutOff));
  const rowOf = new Map(shoppers.map(({ id }, row) => [id, row]));
  return {
    shoppers,
    nAll: part.shoppers.length,
    cutOff: part.until,
    states,
    earlierCutOff,
    earlier,
    viewEarlier(space) {
      const { size } = space;
      const placed = space.place(earlier);
      const points = new Float32Array(shoppers.length * size).fill(Number.NaN);
      const stateOfRow = new Map<number, ShopperState>();
      earlierPart.shoppers.forEach(({ id }, i) => {
        const row = rowOf.get(id) ?? 0;
        points.set(placed.subarray(i * size, (i + 1) * size), row * size);
        stateOfRow.set(row, earlier[i]);
      });
      return { points, size, origin: { space, stateAt: (row) => stateOfRow.get(row) as ShopperState } };
    },
  };
}

function stateOf({ steps, queries }: Shopper, at: number): ShopperState {
  return { steps, ...(queries ? { queries } : {}), at };
}

/** The moment that hides a share of all steps. */
function momentBefore(shoppers: readonly Shopper[], share: number, until: number): number {
  const times = Float64Array.from(shoppers.flatMap(({ steps }) => steps.map(({ time }) => time))).sort();
  return times.length === 0 ? until : times[Math.floor((1 - share) * times.length)];
}
