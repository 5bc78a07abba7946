import { backend, tensor } from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { createEncoder, type EncoderConfig } from '../../../src/encoder/kinds/create-encoder.js';
import { createTfjsOps } from '../../../src/encoder/ops/tfjs-ops.js';
import type { Sequence } from '../../../src/sequence/sequence.js';
import { createArrayPass } from '../../../src/worker/execution/array-pass.js';
import { openBackend } from '../../../src/worker/execution/backend.js';
import type { BackendDriver } from '../../../src/worker/execution/backends/backend-driver.js';
import { hasSupport } from '../../../src/worker/execution/backends/backend-support.js';
import { wasm } from '../../../src/worker/execution/backends/wasm.js';
import { webgl } from '../../../src/worker/execution/backends/webgl.js';
import { type Execution, openExecution } from '../../../src/worker/execution/execution.js';
import type { Encoding } from '../../../src/worker/execution/forward-pass.js';
import { type Accelerator, startAccelerator } from '../../../src/worker/execution/start-accelerator.js';
import { type LoadedModel, loadModel } from '../../../src/worker/model-files/model-loader.js';
import type { AcceleratorName, BackendName, ExecutionFiles } from '../../../src/worker/wire/protocol.js';
import { opsCases } from '../../contracts/ops-cases.js';

/** An encoder with its weights and input, as plain numbers that travel into the page. */
export interface EncoderBatch {
  readonly config: EncoderConfig;
  readonly weights: Readonly<Record<string, { readonly shape: number[]; readonly data: number[] }>>;
  /** Row-major, [batchSize, length, embeddingSize]. */
  readonly rows: number[];
  readonly tokens: number[];
  readonly times: number[];
  readonly types: number[];
  readonly lengths: number[];
  readonly batchSize: number;
  readonly length: number;
}

const drivers: Record<AcceleratorName, BackendDriver> = { webgl, wasm };
const files: ExecutionFiles = {
  webgl: '',
  wasm: '',
  wasmBinary: new URL('/tfjs-backend-wasm-simd.wasm', location.href).href,
};

async function start(name: AcceleratorName, model: Model): Promise<Accelerator | null> {
  if (!hasSupport(name)) return null;
  const encodeOnArrays = (sequence: Sequence) => createArrayPass(model).encode(sequence);
  return startAccelerator(drivers[name], model, { files, encodeOnArrays });
}

/** Lets a test look inside what the worker runs. */
export class EncoderProbe {
  private loaded?: LoadedModel;
  private execution?: Execution;
  readonly reported: string[] = [];

  async load(): Promise<void> {
    this.loaded = await loadModel(new URL('/model/', location.href).href, { fetch: (...args) => fetch(...args) });
  }

  /** Opens the model, and waits until the first of the backends has taken over. */
  async open(backends: AcceleratorName[]): Promise<void> {
    await this.load();
    const report = ({ code }: { code: string }) => this.reported.push(code);
    this.execution = openExecution(this.loaded!.model, { backends, start, report });
    await this.execution.accelerate();
  }

  /** Encodes as the worker does, for a shopper of its own each. */
  async encode(sequences: Sequence[]): Promise<{ encodings: Encoding[]; backend: BackendName }> {
    const encodings: Encoding[] = [];
    for (const sequence of sequences) {
      this.execution!.forget();
      encodings.push(await this.execution!.encode(sequence));
    }
    return { encodings, backend: this.execution!.backend() };
  }

  backend(): BackendName {
    return this.execution!.backend();
  }

  /** Encodes whole sequences on one execution alone. */
  async encodeOn(name: BackendName, sequences: Sequence[]): Promise<Encoding[]> {
    const { model } = this.loaded!;
    const pass = name === 'cpu' ? createArrayPass(model) : (await start(name, model))!.pass;
    const encodings: Encoding[] = [];
    for (const sequence of sequences) encodings.push(await pass.encode(sequence));
    return encodings;
  }

  /** What every operation of the contract gives on the kernels that the worker registers. */
  async runOps(name: AcceleratorName): Promise<{ name: string; shape: number[]; values: number[] }[]> {
    if (!(await openBackend(drivers[name], files))) throw new Error(`${name} is not there`);
    const ops = createTfjsOps();
    const results = [];
    for (const { name: operation, run } of opsCases) {
      const result = run(ops, (values, shape) => tensor(values, shape));
      results.push({ name: operation, shape: result.shape, values: [...(await result.data())] });
    }
    return results;
  }

  /** The state after every token of a sequence, encoded in one pass: [length, embeddingSize]. */
  async encodeEveryPrefix(tokens: Int32Array, times: Float64Array): Promise<Float32Array> {
    const { model } = this.loaded!;
    const size = model.encoder.embeddingSize;
    const weights = Object.fromEntries(
      Object.entries(model.encoderWeights).map(([name, { data, shape }]) => [name, tensor(data, [...shape])]),
    );
    const rows = Float32Array.from({ length: tokens.length * size }, (_, i) => {
      return model.itemEmbeddings[tokens[Math.floor(i / size)] * size + (i % size)];
    });
    const states = createEncoder(model.encoder).encode(createTfjsOps(), weights, {
      rows: tensor(rows, [1, tokens.length, size]),
      tokens,
      times,
      lengths: Int32Array.of(tokens.length),
      batchSize: 1,
      length: tokens.length,
    });
    return (await states.data()) as Float32Array;
  }

  /** Encodes a batch by an encoder of any kind, on the kernels that the worker registers: every place's state, flat. */
  async encodeBatch(name: 'webgl' | 'wasm', batch: EncoderBatch): Promise<Float32Array> {
    if (!(await openBackend(drivers[name], files))) throw new Error(`${name} is not there`);
    const weights = Object.fromEntries(
      Object.entries(batch.weights).map(([key, { data, shape }]) => [key, tensor(data, shape)]),
    );
    const { batchSize, length, config } = batch;
    const states = createEncoder(config).encode(createTfjsOps(), weights, {
      rows: tensor(batch.rows, [batchSize, length, config.embeddingSize]),
      tokens: Int32Array.from(batch.tokens),
      times: Float64Array.from(batch.times),
      types: Uint8Array.from(batch.types),
      lengths: Int32Array.from(batch.lengths),
      batchSize,
      length,
    });
    return (await states.data()) as Float32Array;
  }

  /** Takes the GPU away, as a driver update or a laptop that changes GPUs does. */
  loseContext(): void {
    const { gl } = (backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
    gl.getExtension('WEBGL_lose_context')!.loseContext();
  }
}

expose(new EncoderProbe());
