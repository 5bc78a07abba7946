import type { Catalog } from '../../../encoder/artifact/manifest.js';
import { VitrineError } from '../../../errors.js';
import { createRandom } from '../../../random.js';
import type { Step } from '../../../sequence/step.js';
import { createVocabulary } from '../../../sequence/vocabulary.js';
import type { Dataset, Shopper } from '../../dataset/dataset.js';

/** A dataset that has never heard of some of its items. */
export interface ColdStart {
  /** Without the items: nobody can learn from steps to them, but they are still asked for. */
  readonly dataset: Dataset;
  /** What is known of the items without anybody having met them: id, title, category, brand, price. */
  readonly coldItems: Catalog;
}

/**
 * The step or target that stands for a cold item: a number below -1, so that it is outside every vocabulary, as -1 is,
 * but has a name.
 *
 * @param index place in `coldItems`
 * @example coldItemIndex(coldStep(4)) // 4
 */
export const coldStep = (index: number): number => -2 - index;

/** The place in `coldItems` of a step or target; below 0 for what is no cold item. */
export const coldItemIndex = (item: number): number => -2 - item;

/**
 * Takes a share of the items out of a dataset wholly, as if the shop had just begun to sell them: they leave the
 * vocabulary and the catalogue, and steps to them go from `steps` to `unknownSteps`, which nothing learns from.
 *
 * @param share of the vocabulary, in (0, 1)
 * @param seed chooses the items, each with the same chance
 * @throws VitrineError `OPTION_INVALID` for another share, `DATA_TOO_SMALL` when it takes no item or leaves none
 */
export function holdOutItems(dataset: Dataset, share: number, seed: number): ColdStart {
  if (!(share > 0 && share < 1)) {
    throw new VitrineError(
      'OPTION_INVALID',
      `the share of cold items is ${share}, expected one between 0 and 1, such as 0.1`,
    );
  }
  const { size } = dataset.vocabulary;
  const nCold = Math.round(share * size);
  if (nCold === 0 || nCold >= size - 1) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `${share} of ${size} items is ${nCold}: hold out at least one, and keep at least two`,
    );
  }
  const rows = Array.from({ length: size }, (_, row) => row);
  const isCold = new Set(createRandom(seed).shuffle(rows.slice()).slice(0, nCold));
  const [cold, kept] = [rows.filter((row) => isCold.has(row)), rows.filter((row) => !isCold.has(row))];
  const numbers = new Int32Array(size);
  cold.forEach((row, index) => {
    numbers[row] = coldStep(index);
  });
  kept.forEach((row, index) => {
    numbers[row] = index;
  });
  const catalog = pickItems(dataset.catalog, kept);
  return {
    dataset: {
      ...dataset,
      vocabulary: createVocabulary(catalog.itemIds),
      catalog,
      shoppers: dataset.shoppers.map((shopper) => renumber(shopper, numbers)),
    },
    coldItems: pickItems(dataset.catalog, cold),
  };
}

function pickItems({ itemIds, titles, categories, brands, prices }: Catalog, rows: readonly number[]): Catalog {
  const pick = <T>(values: readonly T[]) => rows.map((row) => values[row]);
  return {
    itemIds: pick(itemIds),
    ...(titles ? { titles: pick(titles) } : {}),
    ...(categories ? { categories: pick(categories) } : {}),
    ...(brands ? { brands: pick(brands) } : {}),
    ...(prices ? { prices: pick(prices) } : {}),
  };
}

function renumber(shopper: Shopper, numbers: Int32Array): Shopper {
  const steps = shopper.steps.map((step): Step => ({ ...step, item: numbers[step.item] }));
  const unknownSteps = [...(shopper.unknownSteps ?? []), ...steps.filter(({ item }) => item < 0)].sort(
    (a, b) => a.session - b.session || a.time - b.time,
  );
  return {
    ...shopper,
    steps: steps.filter(({ item }) => item >= 0),
    ...(unknownSteps.length > 0 ? { unknownSteps } : {}),
  };
}
