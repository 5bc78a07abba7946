import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { Dataset } from '../dataset/dataset.js';
import { isUnorderedLog } from '../dataset/unordered-log.js';
import { countItems } from '../encoder-training/epoch-input.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { createAlikeSequences } from './canaries/alike-sequences.js';
import { groupNatural, groupPlanted, withoutPlanted } from './canaries/canary-groups.js';
import type { ExposureReport } from './canaries/expose-canaries.js';
import { findLonePairs, type PairFigures } from './canaries/lone-pairs.js';
import { type AttackedLog, attackedBaskets } from './membership/attacked-baskets.js';
import { createComparisons } from './membership/comparisons.js';
import { type ComparisonFigures, inferMembership } from './membership/infer-membership.js';
import { fitReferences } from './membership/reference.js';

/** What an audit found out about a model. */
export interface AuditReport {
  readonly seed: number;
  readonly period: 'validation' | 'test';
  /** Whether the model tells the customers' baskets in its training log from others. */
  readonly membership: readonly ComparisonFigures[];
  readonly pairs: PairFigures;
  readonly exposure: ExposureReport;
}

export interface AuditOptions {
  /** Draws baskets, random sequences and intervals. */
  readonly seed: number;
  /** What the model was not trained on. */
  readonly period: 'validation' | 'test';
  /** Shoppers who were taken out of the log before training, read like the log. */
  readonly keptOut?: Dataset;
  /** Planted sequences, as rows of the vocabulary; pairs of the log that one shopper alone had where there are none. */
  readonly canaries?: readonly (readonly number[])[];
  /** Members, and non-members, in each comparison at most. */
  readonly maxBaskets?: number;
  /** Told what takes its time. */
  readonly onProgress?: (message: string) => void;
}

/** Members, and non-members, that a comparison needs: with fewer, an interval spans everything. */
const leastBaskets = 50;

/**
 * Attacks a finished model as somebody would who holds its files and suspects what one customer bought: is this basket in
 * the training log (membership inference), and which of many sequences was (exposure)?
 *
 * The model is attacked with everything in its files, its table of companions included. What a log tells without a
 * model is measured beside it.
 *
 * @param model as decoded from its artifact, so that what is attacked is what is published
 * @param dataset the log that it was trained on, read with the model's vocabulary
 * @throws VitrineError `OPTION_INVALID` for a split that leaves no session out, `DATA_TOO_SMALL` for a log with too few
 * sessions that the model learned from, or that it did not; `DEPENDENCY_MISSING`
 */
export async function auditModel(model: Model, dataset: Dataset, options: AuditOptions): Promise<AuditReport> {
  const { seed, period, canaries, keptOut, maxBaskets = 1000, onProgress = () => {} } = options;
  const random = createRandom(seed);
  if (dataset.split.kind === 'leave-one-out') {
    throw new VitrineError(
      'OPTION_INVALID',
      'the model learned from a part of every shopper (split leave-one-out): no session is left to compare with; ' +
        'audit a model that is trained with --split temporal',
    );
  }
  const log = attackedBaskets(dataset, period, random, keptOut);
  const members = withoutPlanted(log.members, canaries ?? []);
  const comparisons = createComparisons({ ...log, members }, { leastBaskets, maxBaskets, random });
  if (comparisons.length === 0) throw tooFew(log);
  await loadTensorflow();
  const { scoreBaskets } = await import('./membership/attack-scores.js');
  const { exposeCanaries } = await import('./canaries/expose-canaries.js');
  const baskets = [...new Set(comparisons.flatMap((comparison) => comparison.baskets))];
  onProgress(`scoring ${baskets.length} baskets`);
  const scores = scoreBaskets(model, baskets, fitReferences(log, dataset.catalog));
  const scoresOf = new Map(baskets.map((basket, i) => [basket, scores[i]]));
  const membership = comparisons.map((comparison) => {
    onProgress(`attacking: ${comparison.name}`);
    return inferMembership(comparison, (basket) => scoresOf.get(basket)!, random);
  });
  const { figures, pairs } = findLonePairs(model, log.learned, random);
  const nItems = model.vocabulary.size;
  const groups = canaries ? groupPlanted(canaries, log.learned) : groupNatural(pairs, log, nItems, random);
  onProgress(`ranking ${groups.reduce((sum, { sequences }) => sum + sequences.length, 0)} canaries`);
  const counts = countItems({ ...log.learned, sessionStart: nItems, weightAt: () => 1 });
  const exposure = exposeCanaries(model, groups, {
    drawAlike: createAlikeSequences(counts, random),
    gapMs: isUnorderedLog(dataset.shoppers) ? 0 : 60_000,
    random,
  });
  return { seed, period, membership, pairs: figures, exposure };
}

function tooFew({ members, nonMembers }: AttackedLog): VitrineError {
  const found = `${members.length} baskets of two known items that the model learned from, and ${nonMembers.length} that it did not`;
  return new VitrineError(
    'DATA_TOO_SMALL',
    `the log holds ${found}, expected at least ${leastBaskets} of each, of the same sizes: ` +
      'give the whole log that the model was trained on, its test period included',
  );
}
