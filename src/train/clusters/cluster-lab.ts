import type { Model } from '../../encoder/artifact.js';
import { VitrineError } from '../../errors.js';
import type { Dataset, Shopper } from '../dataset.js';
import { refitPart, trainingPart } from '../dataset-part.js';
import { takeEvenly } from '../take-evenly.js';
import { createSpaces } from './create-spaces.js';
import { createEmbeddingSpace } from './embedding-space.js';
import { type FeatureSpace, rememberPlaces, type ShopperState, type SpaceName } from './feature-space.js';
import type { MissingChoice } from './missing-values.js';
import { type PreparedSpace, prepareSpace } from './prepare-space.js';
import type { View } from './stability-rounds.js';
import { prepareUsefulness, type UsefulnessBench } from './usefulness.js';
import { situations, usefulnessCases } from './usefulness-cases.js';

export interface LabInput {
  /** The model that is judged, then those of other seeds that its stability is measured against. */
  readonly models: readonly [Model, ...Model[]];
  readonly dataset: Dataset;
  /** What usefulness is measured on; the cut-off is its begin. */
  readonly period: 'validation' | 'test';
  readonly missing: MissingChoice;
  readonly seed: number;
  /** Told what takes its time. */
  readonly onProgress?: (message: string) => void;
}

/** Shoppers at a cut-off with all that clusterings of them are judged on. */
export interface ClusterLab {
  /** Those that are clustered, [nShoppers]. */
  readonly shoppers: readonly Shopper[];
  /** The state of each at the cut-off, [nShoppers]. */
  readonly states: readonly ShopperState[];
  /** ms since 1970. */
  readonly cutOff: number;
  /** The cut-off that stability over time compares with, ms since 1970. */
  readonly earlierCutOff: number;
  readonly benches: readonly UsefulnessBench[];
  /** A space with the shoppers in it, prepared when it is first asked for. */
  prepare(name: SpaceName, missing?: MissingChoice): PreparedSpace;
  /** What was left out or sampled, for people. */
  readonly notes: readonly string[];
}

/** Shoppers that are clustered, at most, spread evenly over all. */
const maxShoppers = 20_000;

/** Questions of each situation at most, and scores that are in memory at once: 160 MB. */
const maxCases = 600;
const maxScores = 40e6;

/** Fewer shoppers than this at the earlier cut-off say nothing about change. */
const leastEarlier = 60;

/** The share of the steps before the cut-off that the earlier one hides. */
const hiddenShare = 0.25;

/**
 * Opens the lab on a log: shoppers as they stand at the cut-off, where the held-out period begins, and questions about
 * what came after it.
 *
 * @throws VitrineError `DATA_TOO_SMALL` where nobody was there before the cut-off, `OPTION_INVALID` for models of
 *   different items, and what reading the model throws
 */
export async function openClusterLab(input: LabInput): Promise<ClusterLab> {
  const { models, dataset, period, missing, seed, onProgress = () => {} } = input;
  const [model, ...others] = models;
  checkModels(models);
  const part = period === 'validation' ? trainingPart(dataset) : refitPart(dataset);
  const shoppers = takeEvenly(part.shoppers, maxShoppers);
  if (shoppers.length < 2) {
    throw new VitrineError('DATA_TOO_SMALL', `${shoppers.length} shoppers before ${period} leave nothing to cluster`);
  }
  const states = shoppers.map((shopper) => stateOf(shopper, part.until));
  const earlierCutOff = momentBefore(states, hiddenShare);
  const earlierPart = trainingPart({ shoppers, split: { validationFrom: earlierCutOff, testFrom: earlierCutOff } });
  const earlier = earlierPart.shoppers.map((shopper) => stateOf(shopper, earlierCutOff));
  const rowOf = new Map(shoppers.map(({ id }, row) => [id, row]));
  const earlierRows = earlierPart.shoppers.map(({ id }) => rowOf.get(id) as number);

  const embeddings: FeatureSpace[] = [];
  for (const one of models) embeddings.push(rememberPlaces(await createEmbeddingSpace(one)));
  const { catalog, hasTimes = true } = model;
  const options = { prices: catalog.prices, hasTimes, seed };

  const cases = usefulnessCases(
    dataset,
    period,
    Math.min(maxCases, Math.floor(maxScores / (3 * model.vocabulary.size))),
    seed,
  );
  const histories = shoppers.map(({ steps }) => [...new Set(steps.map(({ item }) => item))]);
  const benches: UsefulnessBench[] = [];
  for (const situation of situations) {
    if (cases[situation].length === 0) continue;
    onProgress(`asking the model ${cases[situation].length} questions: ${situation}`);
    benches.push(await prepareUsefulness({ model, situation, cases: cases[situation], histories, seed }));
  }

  const spacesOf = (embedding: FeatureSpace, seen: readonly ShopperState[], choice: MissingChoice) =>
    createSpaces(seen, { ...options, embedding, missing: choice });
  const prepared = new Map<string, PreparedSpace>();
  const makers = new Map<MissingChoice, ReturnType<typeof makersFor>>();
  const makersFor = (choice: MissingChoice) => ({
    now: spacesOf(embeddings[0], states, choice),
    earlier: spacesOf(embeddings[0], earlier, choice),
    others: embeddings.slice(1).map((embedding) => spacesOf(embedding, states, choice)),
  });
  return {
    shoppers,
    states,
    cutOff: part.until,
    earlierCutOff,
    benches,
    prepare(name, choice = missing) {
      const key = `${name} ${choice}`;
      const known = prepared.get(key);
      if (known) return known;
      onProgress(`placing ${shoppers.length} shoppers: ${name}`);
      const made = makers.get(choice) ?? makersFor(choice);
      makers.set(choice, made);
      const isOfEncoder = name === 'embedding' || name === 'all';
      const space = prepareSpace({
        space: made.now(name),
        states,
        ...(earlier.length >= leastEarlier
          ? { earlier: viewOf(made.earlier(name), earlier, earlierRows, shoppers.length) }
          : {}),
        others: isOfEncoder
          ? made.others.map((space) => ({ points: space(name).place(states), size: space(name).size }))
          : [],
        seed,
      });
      prepared.set(key, space);
      return space;
    },
    notes: describeLab(),
  };

  function describeLab(): string[] {
    const day = (time: number) => new Date(time).toISOString().slice(0, 10);
    const sampled =
      part.shoppers.length > shoppers.length
        ? ` of ${part.shoppers.length.toLocaleString('en-GB')}, spread evenly`
        : '';
    const isTimed = hasTimes && dataset.split.kind !== 'leave-one-out';
    return [
      `${shoppers.length.toLocaleString('en-GB')} shoppers${sampled}, as they stand ${isTimed ? `on ${day(part.until)}` : `before ${period}`}; ` +
        `windows compares with ${isTimed ? day(earlierCutOff) : 'the log less its last quarter'}, when ${earlier.length.toLocaleString('en-GB')} of them had come`,
      ...(others.length > 0
        ? []
        : ['stability over encoder seeds is not measured: give --model again, once for each further seed']),
      ...situations
        .filter((situation) => cases[situation].length === 0)
        .map((situation) => `the ${period} period asks nothing of the situation "${situation}"`),
    ];
  }
}

function stateOf({ steps, queries }: Shopper, at: number): ShopperState {
  return { steps, ...(queries ? { queries } : {}), at };
}

/** The moment that hides a share of all steps. */
function momentBefore(states: readonly ShopperState[], share: number): number {
  const times = Float64Array.from(states.flatMap(({ steps }) => steps.map(({ time }) => time))).sort();
  return times[Math.floor((1 - share) * times.length)];
}

/** Some shoppers in a space among all of them, NaN for the others. */
function viewOf(space: FeatureSpace, states: readonly ShopperState[], rows: readonly number[], n: number): View {
  const { size } = space;
  const points = space.place(states);
  const scattered = new Float32Array(n * size).fill(Number.NaN);
  rows.forEach((row, i) => {
    scattered.set(points.subarray(i * size, (i + 1) * size), row * size);
  });
  return { points: scattered, size };
}

function checkModels([model, ...others]: readonly Model[]): void {
  const differs = others.findIndex(
    ({ vocabulary }) => vocabulary.itemIds.join('\n') !== model.vocabulary.itemIds.join('\n'),
  );
  if (differs < 0) return;
  throw new VitrineError(
    'OPTION_INVALID',
    `model ${differs + 2} knows other items than the first: give models of one log and configuration that differ in --seed alone`,
  );
}
