import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { Shopper } from '../dataset/dataset.js';
import { createEmbeddingSpace } from './deep/embedding-space.js';
import { describeLab } from './describe-lab.js';
import { type PreparedSpace, prepareSpace } from './groups/prepare-space.js';
import { seeShoppers } from './groups/shopper-states.js';
import type { View } from './groups/stability-rounds.js';
import { createAffinityCounter } from './judging/count-affinities.js';
import { prepareUsefulness, type UsefulnessBench } from './judging/usefulness.js';
import { situations, usefulnessCases } from './judging/usefulness-cases.js';
import type { LabInput } from './lab-input.js';
import { createSpaces } from './spaces/create-spaces.js';
import { type FeatureSpace, rememberPlaces, type SpaceName } from './spaces/feature-space.js';
import type { MissingChoice } from './spaces/missing-values.js';
import type { ShopperState } from './spaces/shopper-state.js';

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

/** Questions of each situation at most, and scores that are in memory at once: 160 MB. */
const maxCases = 600;
const maxScores = 40e6;

/** Fewer shoppers than this at the earlier cut-off say nothing about change. */
const leastEarlier = 60;

/**
 * Opens the lab on a log: shoppers as they stand at the cut-off, where the held-out period begins, and questions about
 * what came after it.
 *
 * @throws VitrineError `DATA_TOO_SMALL` where hardly anybody was there before the cut-off, `OPTION_INVALID` for models
 *   of different items, and what reading the model throws
 */
export async function openClusterLab(input: LabInput): Promise<ClusterLab> {
  const { models, dataset, period, missing, seed, onProgress = () => {} } = input;
  const [model] = models;
  checkModels(models);
  const seen = seeShoppers(dataset, period);
  const { shoppers, states, earlier } = seen;
  if (shoppers.length < 2) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `${shoppers.length} of the shoppers came before ${period}, expected at least two: bring more data`,
    );
  }
  const embeddings: FeatureSpace[] = [];
  for (const one of models) embeddings.push(rememberPlaces(await createEmbeddingSpace(one)));
  const { hasTimes = true } = model;

  const nCases = Math.min(maxCases, Math.floor(maxScores / (situations.length * model.vocabulary.size)));
  const cases = usefulnessCases(dataset, period, nCases, seed);
  const histories = shoppers.map(({ steps }) => [...new Set(steps.map(({ item }) => item))]);
  const countAffinities = createAffinityCounter(histories, model.vocabulary.size, seed);
  const benches: UsefulnessBench[] = [];
  for (const situation of situations) {
    if (cases[situation].length === 0) continue;
    onProgress(`asking the model ${cases[situation].length} questions: ${situation}`);
    benches.push(await prepareUsefulness({ model, situation, cases: cases[situation], countAffinities, seed }));
  }

  const options = { prices: model.catalog.prices, hasTimes, seed };
  const spacesFor = remember((choice: MissingChoice) => {
    const make = (embedding: FeatureSpace, fittedTo: readonly ShopperState[]) =>
      createSpaces(fittedTo, { ...options, embedding, missing: choice });
    return {
      now: make(embeddings[0], states),
      earlier: make(embeddings[0], earlier),
      others: embeddings.slice(1).map((embedding) => make(embedding, states)),
    };
  });
  const prepared = new Map<string, PreparedSpace>();
  return {
    shoppers,
    states,
    cutOff: seen.cutOff,
    earlierCutOff: seen.earlierCutOff,
    benches,
    prepare(name, choice = missing) {
      const key = `${name} ${choice}`;
      const known = prepared.get(key);
      if (known) return known;
      onProgress(`placing ${shoppers.length} shoppers: ${name}`);
      const spaces = spacesFor(choice);
      const isOfEncoder = name === 'embedding' || name === 'all';
      const space = prepareSpace({
        space: spaces.now(name),
        states,
        ...(earlier.length >= leastEarlier ? { earlier: seen.viewEarlier(spaces.earlier(name)) } : {}),
        others: isOfEncoder ? spaces.others.map((other) => viewOf(other(name), states)) : [],
        seed,
      });
      prepared.set(key, space);
      return space;
    },
    notes: describeLab(seen, input, cases),
  };
}

function viewOf(space: FeatureSpace, states: readonly ShopperState[]): View {
  return { points: space.place(states), size: space.size, origin: { space, stateAt: (row) => states[row] } };
}

/** The same function, which answers the same question only once. */
function remember<Question, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  const known = new Map<Question, Answer>();
  return (question) => {
    const answered = known.get(question) ?? answer(question);
    known.set(question, answered);
    return answered;
  };
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
