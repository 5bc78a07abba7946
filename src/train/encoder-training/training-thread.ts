import { parentPort, workerData } from 'node:worker_threads';
import { createEncoder } from '../../encoder/kinds/create-encoder.js';
import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { Gradient } from '../gradients/adam.js';
import { computeGradients } from '../gradients/training-step.js';
import { createSampler } from '../samples/create-sampler.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { explainMemoryError } from '../tensorflow/memory-error.js';
import { createScratch } from '../tensorflow/scratch.js';
import type { ThreadAnswer, ThreadInput, ThreadTask } from './training-crew.js';

// A thread of a training: computes the part of each step that it is given, on a backend of its own.

const { encoder: config, composition, counts, options, parameters } = workerData as ThreadInput;
const context = {
  encoder: createEncoder(config),
  composition,
  sampler: createSampler(counts, options),
  options,
  scratch: createScratch(),
};
const port = parentPort!;
const isReady = loadTensorflow();

port.on('message', async ({ part, seed }: ThreadTask) => {
  const told = await answer(part, seed);
  const arrays = 'computed' in told ? Object.values(told.computed.gradients).flatMap(arraysOf) : [];
  port.postMessage(
    told,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
});

async function answer(part: ThreadTask['part'], seed: number): Promise<ThreadAnswer> {
  try {
    await isReady;
    const { loss, gradients } = computeGradients(context, parameters, part, createRandom(seed));
    // Copies: what the next step will write over is not handed out.
    const copies = Object.entries(gradients).map(([name, { data, rows }]) => [
      name,
      { data: data.slice(), ...(rows ? { rows: rows.slice() } : {}) },
    ]);
    return { computed: { loss, gradients: Object.fromEntries(copies) } };
  } catch (error) {
    const explained = explainMemoryError(error, config, options);
    const { code } = explained instanceof VitrineError ? explained : {};
    return { failed: { code, message: explained instanceof Error ? explained.message : String(explained) } };
  }
}

function arraysOf({ data, rows }: Gradient): (Float32Array | Int32Array)[] {
  return rows ? [data, rows] : [data];
}
