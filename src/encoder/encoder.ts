import type { Ops } from './ops/ops.js';

/** What every kind of encoder is described by, whatever else its own configuration holds. */
export interface EncoderShape {
  /** Width of the item embeddings and of the sequence embedding. */
  readonly embeddingSize: number;
  /** Tokens that it reads at most. */
  readonly maxSequenceLength: number;
  /** Share of activations dropped in training. */
  readonly dropout: number;
  /** How an embedding scores items: by dot product (default), or by cosine, which popular items cannot outshout. */
  readonly scores?: 'dot' | 'cosine';
  /** Divides the cosines; .07 by default. */
  readonly temperature?: number;
  /** Whether the time since the token before is read; false by default. */
  readonly timeGaps?: boolean;
  /** How many types of events are told apart; none by default. */
  readonly eventTypes?: number;
  /** Rows that the words of titles and searches share; none by default: no text is read. */
  readonly textBuckets?: number;
}

/** A batch of sequences, right-padded to one length; padding never reaches what stands before it. */
export interface EncoderInput<T> {
  /** Embedding rows of the tokens, [batchSize, length, embeddingSize]. */
  readonly rows: T;
  /** What the rows were looked up by, row-major [batchSize, length]: equal tokens are the same item. */
  readonly tokens: Int32Array;
  /** ms since 1970, row-major [batchSize, length]. */
  readonly times: Float64Array;
  /** How each token was met, row-major [batchSize, length]; below `eventTypes` of the configuration, which reads them. */
  readonly types?: Uint8Array;
  /** Tokens of each sequence before its padding, [batchSize]. */
  readonly lengths: Int32Array;
  readonly batchSize: number;
  readonly length: number;
}

/**
 * What a causal encoder keeps of the tokens it has read, so that one more costs one step: keys and values, hidden
 * states, or the last inputs of a convolution, by names of its own.
 */
export interface EncoderMemory<T> {
  /** Times of the tokens that were read, oldest first. */
  times: Float64Array;
  readonly states: Map<string, T>;
}

/** One trainable parameter: its name in the artifact, its shape, and how training starts it. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** `glorot` is uniform in ±sqrt(6 / (in + out)). */
  readonly init: 'glorot' | 'zeros' | 'ones';
}

/** A sequence model: its parameters and its forward pass, independent of what executes it. */
export interface Encoder<Config extends EncoderShape = EncoderShape> {
  readonly config: Config;
  readonly parameters: readonly ParameterSpec[];
  /**
   * What a position of the result depends on.
   *
   * - `prefix` (causal): position t on tokens 0..t only, so that one pass encodes every prefix.
   * - `masked`: every position on the whole sequence; what is to be predicted stands as the mask token, the last row of
   *   the embedding table, and asking for the next item appends one.
   * - `whole`: only the position of a sequence's last token holds an embedding, of the whole sequence.
   */
  readonly sees: 'prefix' | 'masked' | 'whole';
  /**
   * Encodes a batch of sequences.
   *
   * @param memory of a causal encoder and a single sequence: what was read before `input`, brought up to date
   * @returns [batchSize, length, embeddingSize]
   */
  encode<T>(ops: Ops<T>, weights: Readonly<Record<string, T>>, input: EncoderInput<T>, memory?: EncoderMemory<T>): T;
  /**
   * Drops the oldest `count` tokens from a memory, which is then as if it had begun after them. An encoder has this only
   * where nothing that it keeps of a token depends on the tokens before it, so that the result is exact.
   */
  forgetOldest?<T>(ops: Ops<T>, memory: EncoderMemory<T>, count: number): void;
}
