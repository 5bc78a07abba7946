import { VitrineError } from '../../errors.js';
import type { Encoder } from '../encoder.js';
import { scoreByCosine } from '../layers/cosine-scores.js';
import { addInputFeatures } from '../layers/input-features.js';
import { type BagConfig, createBag } from './bag.js';
import { type BertConfig, createBert } from './bert.js';
import { type ConvolutionConfig, createConvolution } from './convolution.js';
import { createGru, type GruConfig } from './gru.js';
import { createLstm, type LstmConfig } from './lstm.js';
import { createSessionGraph, type SessionGraphConfig } from './session-graph.js';
import { createTransformer, type TransformerConfig } from './transformer.js';

/** The kinds of encoder there are. */
export const encoderKinds = ['transformer', 'bert', 'gru', 'lstm', 'convolution', 'session-graph', 'bag'] as const;

/** A kind with all that describes it. */
export type EncoderConfig =
  | TransformerConfig
  | BertConfig
  | GruConfig
  | LstmConfig
  | ConvolutionConfig
  | SessionGraphConfig
  | BagConfig;

/**
 * Creates the encoder that a configuration names.
 *
 * @throws VitrineError `CONFIG_INVALID` for a kind that this version does not know
 */
export function createEncoder(config: EncoderConfig): Encoder<EncoderConfig> {
  return scoreByCosine(addInputFeatures(createKind(config)));
}

function createKind(config: EncoderConfig): Encoder<EncoderConfig> {
  switch (config.kind) {
    case 'transformer':
      return createTransformer(config);
    case 'bert':
      return createBert(config);
    case 'gru':
      return createGru(config);
    case 'lstm':
      return createLstm(config);
    case 'convolution':
      return createConvolution(config);
    case 'session-graph':
      return createSessionGraph(config);
    case 'bag':
      return createBag(config);
    default:
      throw new VitrineError(
        'CONFIG_INVALID',
        `encoder kind is "${(config as { kind: string }).kind}", expected one of: ${encoderKinds.join(', ')}`,
      );
  }
}
