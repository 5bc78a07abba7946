import type { Encoder } from '../encoder.js';
import { createRecurrent, type RecurrentShape } from './recurrent.js';

export interface LstmConfig extends RecurrentShape {
  readonly kind: 'lstm';
}

/**
 * Long short-term memory over a shopper's tokens, the gates (in, forget, new, out) as in PyTorch's `nn.LSTM`:
 * cell = σ(forget) * cell + σ(in) * tanh(new), hidden = σ(out) * tanh(cell).
 *
 * @see Hochreiter and Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735; Gers et al. 2000 (the forget gate),
 *   doi:10.1162/089976600300015015
 */
export function createLstm(config: LstmConfig): Encoder<LstmConfig> {
  return createRecurrent(config, {
    nGates: 4,
    states: ['hidden', 'cell'],
    step(ops, fromInput, fromHidden, [, cell]) {
      const [gateIn, gateForget, candidate, gateOut] = ops.split(ops.add(fromInput, fromHidden), 2, 4);
      const kept = ops.multiply(ops.sigmoid(gateForget), cell);
      const next = ops.add(kept, ops.multiply(ops.sigmoid(gateIn), ops.tanh(candidate)));
      return [ops.multiply(ops.sigmoid(gateOut), ops.tanh(next)), next];
    },
  });
}
