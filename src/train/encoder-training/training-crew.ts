import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { EncoderConfig } from '../../encoder/kinds/create-encoder.js';
import { toVitrineError, VitrineError, type VitrineErrorCode } from '../../errors.js';
import { createRandom, type Random } from '../../random.js';
import type { TrainingOptions } from '../config/training-options.js';
import { mergeGradients } from '../gradients/merge-gradients.js';
import type { Parameters } from '../gradients/parameters.js';
import { buffersOf, splitBatch } from '../gradients/split-batch.js';
import { computeGradients, type Gradients } from '../gradients/training-step.js';
import type { Batch, BatchPart } from '../samples/batches.js';
import { createScratch } from '../tensorflow/scratch.js';
import type { Composition } from '../token-embeddings/composition.js';
import { countItems, type EpochInput } from './epoch-input.js';

/** What a thread is started with. */
export interface ThreadInput {
  readonly encoder: EncoderConfig;
  readonly composition: Composition;
  /** How often each item was met, [nItems]. */
  readonly counts: Float64Array;
  readonly options: TrainingOptions;
  /** In memory that all threads share. */
  readonly parameters: Parameters;
}

/** What a thread is asked. */
export interface ThreadTask {
  readonly part: BatchPart;
  readonly seed: number;
}

/** What it answers. */
export type ThreadAnswer =
  | { readonly computed: Gradients }
  | { readonly failed: { readonly code?: VitrineErrorCode; readonly message: string } };

/** Several threads that compute the parts of a step side by side. */
export interface TrainingCrew {
  /** What the steps read, and what is to be changed between them: shared by all threads. */
  readonly parameters: Parameters;
  /** The gradients hold until the next batch. */
  compute(batch: Batch, random: Random): Promise<Gradients>;
  /** Ends the threads. */
  stop(): Promise<void>;
}

/** Beside this module in the built package; run from its sources, or on a single core, a crew computes part by part. */
const threadFile = new URL('./training-thread.js', import.meta.url);

/**
 * Starts `training.threads` threads, this one among them. What they compute does not depend on how many of them really
 * run: each part has its seed, and the sums have an order.
 *
 * A `compute` rejects with a VitrineError: that of the step, `OUT_OF_MEMORY`, or `WORKER_FAILED` for a thread that ended.
 */
export function startCrew(input: EpochInput & { composition: Composition }, initial: Parameters): TrainingCrew {
  const { encoder, composition, options } = input;
  const nThreads = options.threads ?? 1;
  const parameters = share(initial);
  const isThreaded = availableParallelism() > 1 && existsSync(threadFile);
  const workerData: ThreadInput = {
    encoder: encoder.config,
    composition,
    counts: countItems(input),
    options,
    parameters,
  };
  const others = Array.from({ length: nThreads - 1 }, () => {
    if (isThreaded) return startThread(workerData);
    const context = { ...input, scratch: createScratch() };
    const compute = async ({ part, seed }: ThreadTask) =>
      computeGradients(context, parameters, part, createRandom(seed));
    return { compute, stop: async () => {} };
  });
  const context = { ...input, scratch: createScratch() };
  return {
    parameters,
    async compute(batch, random) {
      const tasks = splitBatch(batch, nThreads).map((part) => ({ part, seed: random.integer(2 ** 32) }));
      const weights = tasks.map(({ part }) => part.rows.weights.reduce((sum, weight) => sum + weight, 0));
      // The others first: they compute while this thread does.
      const answers = tasks.slice(1).map((task, i) => others[i].compute(task));
      const own = Promise.resolve(tasks[0]).then(({ part, seed }) =>
        computeGradients(context, parameters, part, createRandom(seed)),
      );
      const computed = await Promise.all([own, ...answers]);
      return mergeGradients(
        computed.map((gradients, i) => ({ ...gradients, weight: weights[i] })),
        parameters,
        context.scratch,
      );
    },
    async stop() {
      await Promise.all(others.map((other) => other.stop()));
    },
  };
}

function startThread(workerData: ThreadInput) {
  const worker = new Worker(threadFile, { workerData });
  let settle: { resolve(gradients: Gradients): void; reject(error: unknown): void } | undefined;
  let failure: unknown;
  const fail = (error: unknown) => {
    failure ??= error;
    settle?.reject(failure);
  };
  worker.on('message', (answer: ThreadAnswer) => {
    if ('computed' in answer) return settle?.resolve(answer.computed);
    const { code, message } = answer.failed;
    fail(new VitrineError(code ?? 'WORKER_FAILED', message));
  });
  worker.on('error', (cause: NodeJS.ErrnoException) => {
    const isMemory = cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const hint = 'a thread of the training does not fit into memory: lower training.threads or training.batchTokens';
    fail(isMemory ? new VitrineError('OUT_OF_MEMORY', hint, { cause }) : toVitrineError(cause, 'WORKER_FAILED'));
  });
  worker.on('exit', (code) => {
    const message = `a thread of the training ended with code ${code}: --resume goes on from the last checkpoint`;
    fail(new VitrineError('WORKER_FAILED', message));
  });
  return {
    compute: (task: ThreadTask) =>
      new Promise<Gradients>((resolve, reject) => {
        if (failure) return reject(failure);
        settle = { resolve, reject };
        worker.postMessage(task, buffersOf(task.part));
      }),
    async stop() {
      await worker.terminate();
    },
  };
}

function share(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { shape, data }]) => {
      const shared = new Float32Array(new SharedArrayBuffer(data.byteLength));
      shared.set(data);
      return [name, { shape, data: shared }];
    }),
  );
}
