import type { Companions } from '../encoder/companions.js';
import { createEncoder, type Encoder } from '../encoder/encoder.js';
import { VitrineError } from '../errors.js';
import { nSpecialTokens } from '../sequence/sequence.js';
import { allCandidates, type CandidateSampler, sampledCandidates } from './candidates.js';
import type { Dataset, Shopper } from './dataset.js';
import type { DatasetPart } from './dataset-part.js';
import { fitCompanions } from './fit-companions.js';
import { type Composition, ownRows } from './item-rows.js';
import type { EncoderOptions, TrainingOptions } from './training-options.js';

/** What an epoch learns from. */
export interface EpochInput {
  readonly shoppers: readonly Shopper[];
  /** ms since 1970, the end of what is learned from: sessions count less the longer before it they lie. */
  readonly until: number;
  readonly sessionStart: number;
  readonly hasTimes: boolean;
  readonly companions: Omit<Companions, 'weights'>;
  readonly encoder: Encoder;
  readonly composition: Composition;
  readonly sampler: CandidateSampler;
  readonly options: TrainingOptions;
}

/** Items that may explain another, as many times as companions are kept. */
const candidatesPerCompanion = 6;

/**
 * Gathers what training on a part of the dataset needs, the companions among it.
 *
 * @throws VitrineError `DATA_TOO_SMALL` when no shopper has two steps in it
 */
export function prepareEpochs(
  { vocabulary, hasTimes = true }: Pick<Dataset, 'vocabulary' | 'hasTimes'>,
  part: DatasetPart,
  options: { readonly encoder: EncoderOptions; readonly training: TrainingOptions },
): EpochInput {
  const { until } = part;
  const shoppers = part.shoppers.filter(({ steps }) => steps.length > 1);
  if (shoppers.length === 0) {
    const date = new Date(until).toISOString().slice(0, 10);
    throw new VitrineError('DATA_TOO_SMALL', `no shopper has two steps before ${date}: there is no order to learn`);
  }
  const { training } = options;
  const { companionsPerItem: perItem, companionPenalty: penalty } = training;
  const input = {
    shoppers,
    until,
    sessionStart: vocabulary.sessionStart,
    hasTimes,
    encoder: createEncoder(options.encoder),
    options: training,
  };
  return {
    ...input,
    companions: fitCompanions(shoppers.flatMap(distinctSessions), vocabulary.size, {
      perItem,
      nCandidates: candidatesPerCompanion * perItem,
      penalty,
    }),
    composition: ownRows(vocabulary.size + nSpecialTokens),
    sampler: isFullSoftmax(training, vocabulary.size)
      ? allCandidates(vocabulary.size)
      : sampledCandidates(countItems(input), training),
  };
}

/** Up to this many items the whole vocabulary is affordable in every step. */
const maxFullSoftmaxItems = 5000;

function isFullSoftmax({ softmax }: Pick<TrainingOptions, 'softmax'>, nItems: number): boolean {
  return softmax === 'full' || (softmax === 'auto' && nItems <= maxFullSoftmaxItems);
}

/**
 * How often each item was met, a meeting counting half for every half-life that lies between it and the end.
 *
 * @returns [nItems]
 */
export function countItems({
  shoppers,
  until,
  sessionStart,
  hasTimes,
  options,
}: Pick<EpochInput, 'shoppers' | 'until' | 'sessionStart' | 'hasTimes'> & {
  readonly options: Pick<TrainingOptions, 'halfLifeDays'>;
}): Float64Array {
  const counts = new Float64Array(sessionStart);
  for (const { steps } of shoppers) {
    for (const { item, time } of steps) counts[item] += hasTimes ? recency(time, until, options) : 1;
  }
  return counts;
}

/** How much what happened at a time counts: 1 at the end, half of it a half-life before. */
export function recency(time: number, until: number, { halfLifeDays }: Pick<TrainingOptions, 'halfLifeDays'>): number {
  return 2 ** ((time - until) / 86_400_000 / halfLifeDays);
}

function distinctSessions({ steps }: Shopper): number[][] {
  const sessions = new Map<number, Set<number>>();
  for (const { item, session } of steps) {
    const items = sessions.get(session) ?? new Set();
    sessions.set(session, items.add(item));
  }
  return [...sessions.values()].map((items) => [...items]);
}
