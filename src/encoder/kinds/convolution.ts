import type { Encoder, EncoderInput, EncoderMemory, EncoderShape } from '../encoder.js';
import { applyNorm, normParameters } from '../layers/layer-norm.js';
import { applyLinear, linearParameters } from '../layers/linear-layer.js';
import { rememberTimes } from '../layers/remember-times.js';
import type { Ops } from '../ops/ops.js';

export interface ConvolutionConfig extends EncoderShape {
  readonly kind: 'convolution';
  /** Tokens that one convolution combines, 2 or more. */
  readonly kernelSize: number;
  /** One residual block each: its first convolution looks at every this many-th token, its second at every double. */
  readonly dilations: readonly number[];
}

/**
 * Dilated causal convolutions in residual blocks: position t sees
 * 1 + 3 * (kernelSize - 1) * (the sum of the dilations) tokens, itself the last.
 *
 * @see Yuan et al. 2019 (NextItNet), arXiv:1808.05163, figure 3b
 */
export function createConvolution(config: ConvolutionConfig): Encoder<ConvolutionConfig> {
  const { embeddingSize, kernelSize, dropout } = config;
  const convolutions = config.dilations.map((dilation, i) => [
    { name: `block${i}/first`, dilation },
    { name: `block${i}/second`, dilation: 2 * dilation },
  ]);
  return {
    config,
    sees: 'prefix',
    parameters: convolutions
      .flat()
      .flatMap(({ name }) => [
        ...linearParameters(name, kernelSize * embeddingSize, embeddingSize),
        ...normParameters(`${name}/norm`, embeddingSize),
      ]),
    encode(ops, weights, input, memory) {
      let x = ops.dropout(ops.scale(input.rows, Math.sqrt(embeddingSize)), dropout);
      for (const block of convolutions) {
        let inner = x;
        for (const { name, dilation } of block) {
          const convolved = convolve(ops, weights, name, config, dilation, input, inner, memory);
          inner = ops.relu(applyNorm(ops, weights, `${name}/norm`, convolved));
        }
        x = ops.add(x, ops.dropout(inner, dropout));
      }
      rememberTimes(memory, input);
      return x;
    },
  };
}

/** Position t of the result is made of positions t, t - dilation, t - 2 * dilation …; before the first stand zeros. */
function convolve<T>(
  ops: Ops<T>,
  weights: Readonly<Record<string, T>>,
  name: string,
  { embeddingSize, kernelSize }: ConvolutionConfig,
  dilation: number,
  { batchSize, length }: EncoderInput<T>,
  x: T,
  memory?: EncoderMemory<T>,
): T {
  const reach = (kernelSize - 1) * dilation;
  const before =
    memory?.states.get(name) ??
    ops.constant(new Float32Array(batchSize * reach * embeddingSize), [batchSize, reach, embeddingSize]);
  const padded = ops.concat([before, x], 1); // [batch, reach + time, size]
  memory?.states.set(name, ops.slice(padded, 1, length, length + reach));
  const taps = Array.from({ length: kernelSize }, (_, tap) =>
    ops.slice(padded, 1, tap * dilation, tap * dilation + length),
  );
  return applyLinear(ops, weights, name, ops.concat(taps, 2)); // the oldest tap's weights come first
}
