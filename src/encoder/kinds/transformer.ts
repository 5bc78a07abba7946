import type { Encoder, EncoderShape } from '../encoder.js';
import { attention, attentionParameters, forgetOldestKeys } from '../layers/attention.js';
import { distanceBias, distanceBiasParameters, distanceBuckets } from '../layers/distance-bias.js';
import { feedForward, feedForwardParameters } from '../layers/feed-forward.js';
import { applyNorm, normParameters } from '../layers/layer-norm.js';
import { rememberTimes } from '../layers/remember-times.js';
import type { Ops } from '../ops/ops.js';

export interface TransformerConfig extends EncoderShape {
  readonly kind: 'transformer';
  readonly nBlocks: number;
  /** Divides `embeddingSize`. */
  readonly nHeads: number;
  /** Width of the feed-forward layer. */
  readonly hiddenSize: number;
}

/**
 * A causal Transformer over a shopper's tokens (pre-norm), with a learned attention bias by distance in steps and in
 * time in place of absolute positions.
 *
 * @see Kang and McAuley 2018 (SASRec), arXiv:1808.09781; Raffel et al. 2020 (relative bias), arXiv:1910.10683
 */
export function createTransformer(config: TransformerConfig): Encoder<TransformerConfig> {
  const blocks = Array.from({ length: config.nBlocks }, (_, i) => `block${i}`);
  return {
    config,
    sees: 'prefix',
    parameters: [
      ...blocks.flatMap((block) => [
        ...attentionParameters(`${block}/attention`, config),
        ...distanceBiasParameters(`${block}/attention`, config.nHeads, 'back'),
        ...feedForwardParameters(`${block}/feedForward`, config),
      ]),
      ...normParameters('norm', config.embeddingSize),
    ],
    encode(ops, weights, input, memory) {
      const distances = distanceBuckets(input, 'back', memory?.times);
      const mask = causalMask(ops, input.length, distances.width);
      let x = ops.dropout(ops.scale(input.rows, Math.sqrt(config.embeddingSize)), config.dropout);
      for (const block of blocks) {
        const bias = ops.add(distanceBias(ops, weights, `${block}/attention`, input, distances), mask);
        x = attention(ops, weights, `${block}/attention`, config, input, x, bias, memory);
        x = feedForward(ops, weights, `${block}/feedForward`, config, x);
      }
      rememberTimes(memory, input);
      return applyNorm(ops, weights, 'norm', x);
    },
    // Keys and values of the first block are made of each token's own row; those of a later block, of what it attended to.
    ...(blocks.length === 1 ? { forgetOldest: forgetOldestOf(blocks[0]) } : {}),
  };
}

function forgetOldestOf(block: string): Encoder['forgetOldest'] {
  return (ops, memory, count) => {
    forgetOldestKeys(ops, memory, `${block}/attention`, count);
    memory.times = memory.times.slice(count);
  };
}

/** 0 up to each position itself, so low after it that softmax gives nothing: [1, 1, length, width]. */
function causalMask<T>(ops: Ops<T>, length: number, width: number): T {
  const mask = new Float32Array(length * width);
  const nPast = width - length;
  // Half floats, which some GPUs compute in, end at 65,504.
  for (let to = 0; to < length; to++) mask.fill(-30_000, to * width + nPast + to + 1, (to + 1) * width);
  return ops.constant(mask, [1, 1, length, width]);
}
