import { describeItem } from '../../encoder/artifact/catalog.js';
import type { Catalog } from '../../encoder/artifact/manifest.js';
import type { Encoder } from '../../encoder/encoder.js';
import type { CompanionTable } from '../../encoder/item-features/companions.js';
import { createEncoder, type EncoderConfig } from '../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../errors.js';
import type { Step } from '../../sequence/step.js';
import { wordsOf } from '../../sequence/text.js';
import type { EncoderOptions, TrainingOptions } from '../config/training-options.js';
import type { Dataset, Shopper } from '../dataset/dataset.js';
import { type DatasetPart, teachingShoppers } from '../dataset/dataset-part.js';
import { weightByRecency } from '../dataset/weight-by-recency.js';
import { type CompanionOptions, type FittedCompanions, fitCompanions } from '../item-item/fit-companions.js';
import type { PairedSession } from '../item-item/session-pairs.js';
import { keepSharedWords } from '../privacy/keep-shared-words.js';
import type { CandidateSampler } from '../samples/candidates.js';
import { createSampler } from '../samples/create-sampler.js';
import { bucketWeights } from '../token-embeddings/bucket-weights.js';
import { composeTokens } from '../token-embeddings/compose-tokens.js';
import type { Composition } from '../token-embeddings/composition.js';

/** What an epoch learns from. */
export interface EpochInput {
  readonly shoppers: readonly Shopper[];
  /** How much what happened at a time (ms since 1970) counts: less the longer ago it was. */
  readonly weightAt: (time: number) => number;
  readonly sessionStart: number;
  readonly hasTimes: boolean;
  /** Learned from all. */
  readonly companions: CompanionTable;
  /** Pairs that are not among `companions` because too few shoppers stand behind them. */
  readonly nUnsharedPairs: number;
  /** For each fold of the shoppers, learned from the others; shopper i is of fold i modulo their number. */
  readonly foldCompanions: readonly CompanionTable[];
  readonly encoder: Encoder<EncoderConfig>;
  readonly composition: Composition;
  /** What is known of words; absent where no text is read. */
  readonly text?: {
    /** How much each bucket says, [textBuckets]. */
    readonly bucketWeights: Float32Array;
    /** The words of each item's title, [nItems]. */
    readonly titleWords: readonly (readonly string[])[];
  };
  readonly sampler: CandidateSampler;
  readonly options: TrainingOptions;
}

/** Items that may explain another, as many times as companions are kept. */
const candidatesPerCompanion = 6;
const leastCandidates = 100;

/**
 * Gathers what training on a part of the dataset needs, the companions among it.
 *
 * @throws VitrineError `DATA_TOO_SMALL` when no shopper has two steps in it
 */
export function prepareEpochs(
  dataset: Pick<Dataset, 'vocabulary' | 'catalog' | 'hasTimes' | 'split' | 'privacy'>,
  part: DatasetPart,
  options: {
    readonly encoder: EncoderOptions;
    readonly training: TrainingOptions;
    /** See `CompanionOptions`. */
    readonly prior?: CompanionOptions['prior'];
    readonly isPriorShared?: boolean;
  },
): EpochInput {
  const { vocabulary, catalog, hasTimes = true, privacy } = dataset;
  const { minShoppers = 1 } = privacy ?? {};
  const shoppers = keepSharedWords(teachingShoppers(part), minShoppers);
  if (shoppers.length === 0) {
    const date = new Date(part.until).toISOString().slice(0, 10);
    throw new VitrineError('DATA_TOO_SMALL', `no shopper has two steps before ${date}: there is no order to learn`);
  }
  const { training } = options;
  const input = {
    shoppers,
    sessionStart: vocabulary.sessionStart,
    hasTimes,
    weightAt: weightByRecency(dataset, part, training),
    encoder: createEncoder(options.encoder),
    options: training,
  };
  const sessions = pairedSessions(input);
  const tableOf = (some: readonly PairedSession[][]) =>
    fitTable(some.flat(), vocabulary.size, { ...training, ...options, minShoppers });
  const { table: companions, nUnshared: nUnsharedPairs } = tableOf(sessions);
  const text = describeWords(catalog, options.encoder);
  return {
    ...input,
    ...(text ? { text } : {}),
    companions,
    nUnsharedPairs,
    foldCompanions:
      training.companionFolds === 1
        ? [companions]
        : Array.from(
            { length: training.companionFolds },
            (_, fold) => tableOf(sessions.filter((_, i) => i % training.companionFolds !== fold)).table,
          ),
    composition: composeTokens(
      catalog,
      sessions.flat().map(({ items }) => items),
      {
        bucketWeights: text?.bucketWeights,
        graphLayers: training.graphLayers,
        sharing: { minShoppers, shopperOf: sessions.flat().map(({ shopper }) => shopper) },
      },
    ),
    sampler: createSampler(countItems(input), training),
  };
}

/** What is known of words; nothing where no text is read. */
function describeWords(catalog: Catalog, { textBuckets = 0 }: EncoderOptions): EpochInput['text'] {
  if (textBuckets === 0) return undefined;
  return {
    bucketWeights: bucketWeights(catalog, textBuckets),
    titleWords: catalog.itemIds.map((_, row) => wordsOf(describeItem(catalog, row).title ?? '')),
  };
}

/**
 * How often each item was met, a meeting counting less the longer before the end it lies.
 *
 * @returns [nItems]
 */
export function countItems({
  shoppers,
  sessionStart,
  weightAt,
}: Pick<EpochInput, 'shoppers' | 'sessionStart' | 'weightAt'>): Float64Array {
  const counts = new Float64Array(sessionStart);
  for (const { steps } of shoppers) for (const { item, time } of steps) counts[item] += weightAt(time);
  return counts;
}

function fitTable(
  sessions: readonly PairedSession[],
  nItems: number,
  {
    companionsPerItem: perItem,
    companionPenalty: penalty,
    companionOrderShare: orderShare,
    prior,
    isPriorShared,
    minShoppers,
  }: TrainingOptions & Pick<CompanionOptions, 'prior' | 'isPriorShared' | 'minShoppers'>,
): FittedCompanions {
  const nCandidates = Math.max(candidatesPerCompanion * perItem, leastCandidates);
  const shared = { minShoppers, prior, isPriorShared };
  return fitCompanions(sessions, nItems, { perItem, nCandidates, penalty, orderShare, ...shared });
}

/** The sessions of each shopper; one whose steps share their time has no order. */
function pairedSessions({
  shoppers,
  hasTimes,
  weightAt,
}: Pick<EpochInput, 'shoppers' | 'hasTimes' | 'weightAt'>): PairedSession[][] {
  return shoppers.map(({ steps }, shopper) => {
    const sessions = new Map<number, Step[]>();
    for (const step of steps) {
      const session = sessions.get(step.session) ?? [];
      sessions.set(step.session, session);
      session.push(step);
    }
    return [...sessions.values()].map((session) => ({
      shopper,
      items: session.map(({ item }) => item),
      weight: weightAt(session[0].time),
      isOrdered: !hasTimes || session.some(({ time }) => time !== session[0].time),
    }));
  });
}
