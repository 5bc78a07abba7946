import { nStepBuckets, nTimeBuckets, stepBucket, timeBucket } from '../sequence/distance.js';
import type { Encoder, EncoderInput, ParameterSpec } from './encoder.js';
import type { Ops } from './ops.js';

export interface TransformerConfig {
  readonly kind: 'transformer';
  /** Width of the item embeddings and of the sequence embedding. */
  readonly embeddingSize: number;
  readonly nBlocks: number;
  /** Divides `embeddingSize`. */
  readonly nHeads: number;
  /** Width of the feed-forward layer. */
  readonly hiddenSize: number;
  readonly maxSequenceLength: number;
  /** Share of activations dropped in training. */
  readonly dropout: number;
}

/**
 * A causal Transformer over a shopper's tokens (pre-norm), with a learned attention bias by distance in steps and in
 * time in place of absolute positions.
 *
 * @see Kang and McAuley 2018 (SASRec), arXiv:1808.09781; Raffel et al. 2020 (relative bias), arXiv:1910.10683
 */
export function createTransformer(config: TransformerConfig): Encoder {
  const blocks = Array.from({ length: config.nBlocks }, (_, i) => `block${i}`);
  return {
    config,
    sees: 'prefix',
    parameters: [...blocks.flatMap((block) => blockParameters(block, config)), ...normParameters('norm', config)],
    encode(ops, weights, input) {
      const distances = distanceBuckets(input);
      const mask = causalMask(ops, input.length);
      let x = ops.dropout(ops.scale(input.rows, Math.sqrt(config.embeddingSize)), config.dropout);
      for (const block of blocks) {
        const w = (name: string) => weights[`${block}/${name}`];
        const bias = ops.add(attentionBias(ops, w, input, distances), mask);
        const attended = attend(ops, w, config, input, norm(ops, w, 'attention/norm', x), bias);
        x = ops.add(x, ops.dropout(attended, config.dropout));
        const hidden = ops.relu(
          ops.linear(norm(ops, w, 'feedForward/norm', x), w('feedForward/inner/weight'), w('feedForward/inner/bias')),
        );
        const fed = ops.linear(
          ops.dropout(hidden, config.dropout),
          w('feedForward/outer/weight'),
          w('feedForward/outer/bias'),
        );
        x = ops.add(x, ops.dropout(fed, config.dropout));
      }
      return norm(ops, (name) => weights[name], 'norm', x);
    },
  };
}

type Weights<T> = (name: string) => T;

function norm<T>(ops: Ops<T>, w: Weights<T>, name: string, x: T): T {
  return ops.layerNorm(x, w(`${name}/gain`), w(`${name}/bias`));
}

function attend<T>(
  ops: Ops<T>,
  w: Weights<T>,
  config: TransformerConfig,
  { batchSize, length }: EncoderInput<T>,
  x: T,
  bias: T,
): T {
  const { embeddingSize, nHeads } = config;
  const headSize = embeddingSize / nHeads;
  const project = (name: string) =>
    ops.reshape(ops.linear(x, w(`attention/${name}/weight`), w(`attention/${name}/bias`)), [
      batchSize,
      length,
      nHeads,
      headSize,
    ]);
  const query = ops.transpose(ops.scale(project('query'), 1 / Math.sqrt(headSize)), [0, 2, 1, 3]); // [batch, head, time, size]
  const key = ops.transpose(project('key'), [0, 2, 3, 1]); // [batch, head, size, time]
  const value = ops.transpose(project('value'), [0, 2, 1, 3]); // [batch, head, time, size]
  const attention = ops.dropout(ops.softmax(ops.add(ops.matMul(query, key), bias)), config.dropout); // [batch, head, time, time]
  const mixed = ops.reshape(ops.transpose(ops.matMul(attention, value), [0, 2, 1, 3]), [
    batchSize,
    length,
    embeddingSize,
  ]);
  return ops.linear(mixed, w('attention/output/weight'), w('attention/output/bias'));
}

/** The learned bias of every pair of positions, [batch, head, time, time]. */
function attentionBias<T>(
  ops: Ops<T>,
  w: Weights<T>,
  { batchSize, length }: EncoderInput<T>,
  distances: DistanceBuckets,
): T {
  const bySteps = ops.gather(w('attention/stepBias'), distances.steps, [1, length, length]);
  const byTime = ops.gather(w('attention/timeBias'), distances.times, [batchSize, length, length]);
  return ops.transpose(ops.add(byTime, bySteps), [0, 3, 1, 2]);
}

interface DistanceBuckets {
  /** [length, length] */
  readonly steps: Int32Array;
  /** [batchSize, length, length] */
  readonly times: Int32Array;
}

/** Buckets of the distances from each position (row) to each earlier one (column); 0 above the diagonal. */
function distanceBuckets({ times, batchSize, length }: EncoderInput<unknown>): DistanceBuckets {
  const steps = new Int32Array(length * length);
  const timed = new Int32Array(batchSize * length * length);
  for (let to = 0; to < length; to++) {
    for (let from = 0; from <= to; from++) steps[to * length + from] = stepBucket(to - from);
  }
  for (let b = 0; b < batchSize; b++) {
    for (let to = 0; to < length; to++) {
      const row = (b * length + to) * length;
      for (let from = 0; from <= to; from++) {
        timed[row + from] = timeBucket(times[b * length + to] - times[b * length + from]);
      }
    }
  }
  return { steps, times: timed };
}

/** 0 on and below the diagonal, so low above it that softmax gives nothing: [1, 1, length, length]. */
function causalMask<T>(ops: Ops<T>, length: number): T {
  const mask = new Float32Array(length * length);
  // Half floats, which some GPUs compute in, end at 65,504.
  for (let to = 0; to < length; to++) mask.fill(-30_000, to * length + to + 1, (to + 1) * length);
  return ops.constant(mask, [1, 1, length, length]);
}

function normParameters(name: string, { embeddingSize }: TransformerConfig): ParameterSpec[] {
  return [
    { name: `${name}/gain`, shape: [embeddingSize], init: 'ones' },
    { name: `${name}/bias`, shape: [embeddingSize], init: 'zeros' },
  ];
}

function linearParameters(name: string, from: number, to: number): ParameterSpec[] {
  return [
    { name: `${name}/weight`, shape: [from, to], init: 'glorot' },
    { name: `${name}/bias`, shape: [to], init: 'zeros' },
  ];
}

function blockParameters(block: string, config: TransformerConfig): ParameterSpec[] {
  const { embeddingSize, hiddenSize, nHeads } = config;
  return [
    ...normParameters(`${block}/attention/norm`, config),
    ...['query', 'key', 'value', 'output'].flatMap((name) =>
      linearParameters(`${block}/attention/${name}`, embeddingSize, embeddingSize),
    ),
    { name: `${block}/attention/stepBias`, shape: [nStepBuckets, nHeads], init: 'zeros' },
    { name: `${block}/attention/timeBias`, shape: [nTimeBuckets, nHeads], init: 'zeros' },
    ...normParameters(`${block}/feedForward/norm`, config),
    ...linearParameters(`${block}/feedForward/inner`, embeddingSize, hiddenSize),
    ...linearParameters(`${block}/feedForward/outer`, hiddenSize, embeddingSize),
  ];
}
