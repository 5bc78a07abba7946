import type { Encoder, EncoderInput, EncoderShape } from '../encoder.js';
import { attention, attentionParameters } from '../layers/attention.js';
import { distanceBias, distanceBiasParameters, distanceBuckets } from '../layers/distance-bias.js';
import { feedForward, feedForwardParameters } from '../layers/feed-forward.js';
import { applyNorm, normParameters } from '../layers/layer-norm.js';
import type { Ops } from '../ops/ops.js';

export interface BertConfig extends EncoderShape {
  readonly kind: 'bert';
  readonly nBlocks: number;
  /** Divides `embeddingSize`. */
  readonly nHeads: number;
  /** Width of the feed-forward layer. */
  readonly hiddenSize: number;
}

/**
 * A Transformer that looks both ways, trained to name the items behind mask tokens. It has the blocks of `transformer`
 * (norms before, rectified units), and its attention bias tells what stands before from what stands after.
 *
 * @see Sun et al. 2019 (BERT4Rec), arXiv:1904.06690
 */
export function createBert(config: BertConfig): Encoder<BertConfig> {
  const blocks = Array.from({ length: config.nBlocks }, (_, i) => `block${i}`);
  return {
    config,
    sees: 'masked',
    parameters: [
      ...blocks.flatMap((block) => [
        ...attentionParameters(`${block}/attention`, config),
        ...distanceBiasParameters(`${block}/attention`, config.nHeads, 'both'),
        ...feedForwardParameters(`${block}/feedForward`, config),
      ]),
      ...normParameters('norm', config.embeddingSize),
    ],
    encode(ops, weights, input) {
      const distances = distanceBuckets(input, 'both');
      const mask = paddingMask(ops, input);
      let x = ops.dropout(ops.scale(input.rows, Math.sqrt(config.embeddingSize)), config.dropout);
      for (const block of blocks) {
        const bias = ops.add(distanceBias(ops, weights, `${block}/attention`, input, distances), mask);
        x = attention(ops, weights, `${block}/attention`, config, input, x, bias);
        x = feedForward(ops, weights, `${block}/feedForward`, config, x);
      }
      return applyNorm(ops, weights, 'norm', x);
    },
  };
}

/** 0 where a sequence's tokens are, so low on its padding that softmax gives nothing: [batchSize, 1, 1, length]. */
function paddingMask<T>(ops: Ops<T>, { lengths, batchSize, length }: EncoderInput<T>): T {
  const mask = new Float32Array(batchSize * length);
  // Half floats, which some GPUs compute in, end at 65,504.
  lengths.forEach((own, b) => {
    mask.fill(-30_000, b * length + own, (b + 1) * length);
  });
  return ops.constant(mask, [batchSize, 1, 1, length]);
}
