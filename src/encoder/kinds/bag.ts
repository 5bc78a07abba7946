import type { Encoder, EncoderShape } from '../encoder.js';
import { rememberTimes } from '../layers/remember-times.js';

export interface BagConfig extends EncoderShape {
  readonly kind: 'bag';
}

/**
 * The mean of the embeddings of the tokens so far, session starts among them: no order, no parameters of its own, the
 * floor that every other kind must beat.
 */
export function createBag(config: BagConfig): Encoder<BagConfig> {
  const size = config.embeddingSize;
  return {
    config,
    sees: 'prefix',
    parameters: [],
    encode(ops, _weights, input, memory) {
      const { batchSize, length } = input;
      const nBefore = memory?.times.length ?? 0;
      const rows = ops.dropout(input.rows, config.dropout);
      // A product with a triangle of shares: row t holds 1 / (tokens so far) up to column t.
      const shares = new Float32Array(batchSize * length * length);
      for (let row = 0; row < batchSize * length; row++) {
        const t = row % length;
        shares.fill(1 / (nBefore + t + 1), row * length, row * length + t + 1);
      }
      let mean = ops.matMul(ops.constant(shares, [batchSize, length, length]), rows); // [batch, time, size]
      if (memory) {
        const before = memory.states.get('mean') ?? ops.constant(new Float32Array(size), [1, 1, size]);
        const weight = Float32Array.from({ length }, (_, t) => nBefore / (nBefore + t + 1));
        mean = ops.add(mean, ops.multiply(ops.constant(weight, [1, length, 1]), before));
        memory.states.set('mean', ops.slice(mean, 1, length - 1, length));
      }
      rememberTimes(memory, input);
      return mean;
    },
  };
}
