import type { Encoder } from '../encoder.js';
import { stepGru } from '../layers/gru-cell.js';
import { createRecurrent, type RecurrentShape } from './recurrent.js';

export interface GruConfig extends RecurrentShape {
  readonly kind: 'gru';
}

/**
 * Gated recurrent units over a shopper's tokens, the gates as in PyTorch's `nn.GRU`.
 *
 * @see Hidasi et al. 2016 (GRU4Rec), arXiv:1511.06939
 */
export function createGru(config: GruConfig): Encoder<GruConfig> {
  return createRecurrent(config, {
    nGates: 3,
    states: ['hidden'],
    step: (ops, fromInput, fromHidden, [hidden]) => [stepGru(ops, fromInput, fromHidden, hidden)],
  });
}
