import type { Model } from '../../src/encoder/artifact/model.js';
import { createRandom } from '../../src/random.js';
import { type Sequence, sliceSequence } from '../../src/sequence/sequence.js';
import { createArrayPass } from '../../src/worker/execution/array-pass.js';
import type { BackendDriver } from '../../src/worker/execution/backends/backend-driver.js';
import { loadModel } from '../../src/worker/model-files/model-loader.js';
import type { AcceleratorName, BackendName, ExecutionFiles } from '../../src/worker/wire/protocol.js';

/** What one execution takes in a fresh worker, in ms; medians of the repetitions. */
interface Measured {
  readonly modelHash: string;
  readonly items: number;
  readonly tokens: number;
  /** From the model in memory to the first scores of the whole catalogue: code, shaders and all. */
  readonly firstMs: number;
  /** A whole history read, the whole catalogue scored. */
  readonly fullMs: number;
  /** One more event read on plain arrays, the catalogue scored by this execution. */
  readonly oneMoreMs: number;
}

const repetitions = 30;

/** What the package has in a file for each execution. */
const drivers: Record<AcceleratorName, () => Promise<BackendDriver>> = {
  webgl: async () => (await import('../../src/worker/execution/backends/webgl.js')).webgl,
  wasm: async () => (await import('../../src/worker/execution/backends/wasm.js')).wasm,
};
const wasmBinary = new URL('/tfjs-backend-wasm-simd.wasm', location.href).href;
const files: ExecutionFiles = { webgl: '', wasm: '', wasmBinary };

addEventListener('message', ({ data: name }: MessageEvent<BackendName>) => {
  measure(name).then(
    (measured) => postMessage({ measured }),
    (error) => postMessage({ error: String(error) }),
  );
});

async function measure(name: BackendName): Promise<Measured> {
  const modelUrl = new URL('/model/', location.href).href;
  const { model, modelHash } = await loadModel(modelUrl, { fetch: (...given) => fetch(...given) });
  const tokens = model.encoder.maxSequenceLength;
  const history = randomHistory(model, tokens);
  const known = sliceSequence(history, 0, tokens - 1);

  const startedAt = performance.now();
  const arrays = createArrayPass(model);
  const pass = name === 'cpu' ? undefined : await startPass(model, name);
  await (pass ?? arrays).encode(history);
  const firstMs = performance.now() - startedAt;

  const fullMs = await median(async () => {
    arrays.forget();
    return time(() => (pass ?? arrays).encode(history));
  });
  const oneMoreMs = await median(async () => {
    arrays.forget();
    arrays.encodeStates(known);
    return time(async () => {
      if (!pass) return arrays.encode(history);
      return pass.score(arrays.encodeStates(history).embedding, history.tokens);
    });
  });
  return { modelHash, items: model.vocabulary.size, tokens, firstMs, fullMs, oneMoreMs };
}

async function startPass(model: Model, name: AcceleratorName) {
  const { startAccelerator } = await import('../../src/worker/execution/start-accelerator.js');
  const encodeOnArrays = (sequence: Sequence) => createArrayPass(model).encode(sequence);
  const accelerator = await startAccelerator(await drivers[name](), model, { files, encodeOnArrays });
  if (!accelerator) throw new Error(`this browser has no ${name}`);
  return accelerator.pass;
}

/** A history that fills the window, in sessions of ten items. */
function randomHistory({ vocabulary }: Model, length: number): Sequence {
  const random = createRandom(1);
  const isStart = (t: number) => t % 11 === 0;
  return {
    tokens: Int32Array.from({ length }, (_, t) =>
      isStart(t) ? vocabulary.sessionStart : random.integer(vocabulary.size),
    ),
    times: Float64Array.from({ length }, (_, t) => 1.3e12 + Math.floor(t / 11) * 86_400_000 + t * 60_000),
    types: new Uint8Array(length),
    queries: new Map(),
  };
}

async function time(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function median(measureOnce: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let i = 0; i < repetitions; i++) values.push(await measureOnce());
  return values.sort((a, b) => a - b)[repetitions >> 1];
}
