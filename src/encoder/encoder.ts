import { VitrineError } from '../errors.js';
import type { Ops } from './ops.js';
import { createTransformer, type TransformerConfig } from './transformer.js';

/** What every kind of encoder is described by. */
export type EncoderConfig = TransformerConfig;

/** A batch of sequences, right-padded to one length; padding never reaches what stands before it. */
export interface EncoderInput<T> {
  /** Embedding rows of the tokens, [batchSize, length, embeddingSize]. */
  readonly rows: T;
  /** ms since 1970, row-major [batchSize, length]. */
  readonly times: Float64Array;
  readonly batchSize: number;
  readonly length: number;
}

/** One trainable parameter: its name in the artifact, its shape, and how training starts it. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  /** `glorot` is uniform in ±sqrt(6 / (in + out)). */
  readonly init: 'glorot' | 'zeros' | 'ones';
}

/** A sequence model: its parameters and its forward pass, independent of what executes it. */
export interface Encoder {
  readonly config: EncoderConfig;
  readonly parameters: readonly ParameterSpec[];
  /**
   * Encodes every prefix of every sequence at once.
   *
   * @returns [batchSize, length, embeddingSize]; position t depends on tokens 0..t only
   */
  encode<T>(ops: Ops<T>, weights: Readonly<Record<string, T>>, input: EncoderInput<T>): T;
}

/**
 * Creates the encoder that a configuration names.
 *
 * @throws VitrineError `CONFIG_INVALID` for a kind that this version does not know
 */
export function createEncoder(config: EncoderConfig): Encoder {
  switch (config.kind) {
    case 'transformer':
      return createTransformer(config);
    default:
      throw new VitrineError(
        'CONFIG_INVALID',
        `encoder kind is "${(config as { kind: string }).kind}", expected one of: transformer`,
      );
  }
}
