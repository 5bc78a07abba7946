import type { Query } from '../../sequence/query.js';
import { type Sequence, toSequence } from '../../sequence/sequence.js';
import type { Step } from '../../sequence/step.js';
import type { Model } from '../artifact/model.js';
import { repeatScores } from '../item-features/repeats.js';

/** What a model is told of a shopper. */
export interface ShopperHistory {
  /** Oldest first. */
  readonly steps: readonly Step[];
  /** Oldest first. */
  readonly queries?: readonly Query[];
  /** ms since 1970; given when the shopper has come back and did nothing yet. */
  readonly newSessionAt?: number;
}

/** What a model reads of it. */
export interface ModelInput {
  /** What the encoder reads: the last tokens. */
  readonly sequence: Sequence;
  /** What having met an item before adds to its score, from the whole history; by vocabulary row. */
  readonly repeats: ReadonlyMap<number, number>;
}

/** Reads a shopper's history as a model does; evaluation and the worker both come through here. */
export function toModelInput(
  model: Pick<Model, 'encoder' | 'vocabulary' | 'hasTimes' | 'hasQueries' | 'repeats'>,
  history: ShopperHistory,
): ModelInput {
  const { encoder, hasTimes, repeats } = model;
  const { sessionStart } = model.vocabulary;
  const { steps, newSessionAt } = history;
  const queries = model.hasQueries ? history.queries : undefined;
  const read = (maxSequenceLength: number) =>
    toSequence(steps, { sessionStart, maxSequenceLength, newSessionAt, queries, hasTimes });
  const whole = read(Number.POSITIVE_INFINITY);
  return {
    sequence: whole.tokens.length <= encoder.maxSequenceLength ? whole : read(encoder.maxSequenceLength),
    repeats: repeats ? repeatScores(repeats, whole.tokens, whole.times, sessionStart) : new Map(),
  };
}
