import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { copyRegisteredKernels, engine, findBackend, registerBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VitrineError } from '../../../src/errors.js';
import { type Sequence, sliceSequence } from '../../../src/sequence/sequence.js';
import type { BackendDriver } from '../../../src/worker/execution/backends/backend-driver.js';
import { maxArrayTokens, openExecution } from '../../../src/worker/execution/execution.js';
import { startAccelerator } from '../../../src/worker/execution/start-accelerator.js';
import type { AcceleratorName, ExecutionFiles } from '../../../src/worker/wire/protocol.js';
import { createRandomModel } from '../../encoder/random-model.js';

/** The backends, each played by TensorFlow.js's plain JavaScript under its name; a test breaks them as it likes. */
const chunks: Record<string, Partial<BackendDriver>> = { webgl: {}, wasm: {} };
const files: ExecutionFiles = { webgl: '/webgl.js', wasm: '/wasm.js', wasmBinary: '/simd.wasm' };

/** What a broken GPU driver does to every number that is read back. */
class BrokenBackend extends MathBackendCPU {
  constructor(private readonly breakNumber: (value: number) => number) {
    super();
  }
  override readSync(...args: Parameters<MathBackendCPU['readSync']>) {
    return (super.readSync(...args) as Float32Array).map(this.breakNumber);
  }
}

const all = ['webgl', 'wasm'] as const;
const model = createRandomModel({ maxSequenceLength: 20 });
const long: Sequence = {
  tokens: Int32Array.from({ length: 14 }, (_, i) => (i === 0 ? 40 : (7 * i) % 40)),
  times: Float64Array.from({ length: 14 }, (_, i) => i * 60_000),
  types: new Uint8Array(14),
  queries: new Map(),
};
const short = sliceSequence(long, 0, 3);

/** How to take a backend away, by its name. */
const lose: Record<string, () => void> = {};
/** Numbers that a played backend's operations read. */
let reads = 0;
let reported: VitrineError[];
let changes: string[];

function open(backends: readonly AcceleratorName[] = all) {
  const execution = openExecution(model, {
    backends,
    start: (name, given, encodeOnArrays) =>
      startAccelerator(chunks[name] as BackendDriver, given, { files, encodeOnArrays }),
    report: (error) => reported.push(error),
    onChange: () => changes.push(execution.backend()),
  });
  return execution;
}
async function openWarm(backends: readonly AcceleratorName[] = all) {
  const execution = open(backends);
  await execution.accelerate();
  return execution;
}
const codes = () => reported.map(({ code }) => code);

function play(name: AcceleratorName, createBackend = () => new MathBackendCPU()): BackendDriver {
  return {
    name,
    isSupported: () => true,
    configure() {
      if (!findBackend(name)) registerBackend(name, createBackend);
    },
    onLost(listener) {
      lose[name] = listener;
    },
  };
}

// Kernels are registered by backend name: lend those of `cpu`.
beforeAll(() => {
  for (const name of all) copyRegisteredKernels('cpu', name);
});

beforeEach(() => {
  reported = [];
  changes = [];
  for (const name of all) Object.assign(chunks[name]!, play(name), { compile: undefined });
});

describe('openExecution', () => {
  it('answers at once on plain arrays, while nothing is loaded', async () => {
    const execution = open();
    const { embedding, logits } = await execution.encode(short);
    expect([embedding.length, logits.length]).toEqual([16, 40]);
    expect([execution.backend(), execution.warmUpMs(), changes]).toEqual(['cpu', 0, []]);
  });

  it('hands over to the first backend that runs here, and says so', async () => {
    const execution = await openWarm();
    expect(execution.backend()).toBe('webgl');
    expect(execution.warmUpMs()).toBeGreaterThan(0);
    expect(changes).toEqual(['webgl']);
    execution.close();
    expect(codes()).toEqual([]);
  });

  it('answers while a backend warms up', async () => {
    let finish: (() => void) | undefined;
    chunks.webgl!.compile = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const execution = open();
    const warm = execution.accelerate();
    await vi.waitFor(() => expect(finish).toBeDefined());
    expect((await execution.encode(short)).logits.length).toBe(40);
    expect(execution.backend()).toBe('cpu');
    finish!();
    await warm;
    expect(execution.backend()).toBe('webgl');
    execution.close();
  });

  it.each([
    ['a long history', long],
    ['one more event', short],
  ])('scores %s the same before and after it hands over', async (_, sequence) => {
    const expected = await open([]).encode(sequence);
    const execution = await openWarm();
    const found = await execution.encode(sequence);
    execution.close();
    for (const part of ['embedding', 'standing', 'logits'] as const) {
      expect(distance(found[part], expected[part])).toBeLessThan(1e-3);
    }
  });

  it('reads few new tokens on arrays, a long history on the backend, and scores the catalogue there', async () => {
    chunks.webgl!.configure = () => {
      if (!findBackend('webgl')) registerBackend('webgl', () => new CountingBackend());
    };
    const execution = await openWarm();
    const readsOf = async (sequence: Sequence) => {
      reads = 0;
      await execution.encode(sequence);
      return reads;
    };
    expect(long.tokens.length).toBeGreaterThan(maxArrayTokens);
    const whole = await readsOf(long);
    const catalogueAlone = await readsOf(short);
    expect(catalogueAlone).toBeGreaterThan(0);
    expect(whole).toBeGreaterThan(4 * catalogueAlone);
    execution.close();
  });

  it('passes over what the device does not have, which is no failure', async () => {
    chunks.webgl!.isSupported = () => false;
    const execution = await openWarm();
    expect(execution.backend()).toBe('wasm');
    execution.close();
    expect(codes()).toEqual([]);
  });

  it('reports what should run and does not, and goes on', async () => {
    chunks.webgl!.configure = () => {
      throw new Error('blocked by the content security policy');
    };
    const execution = await openWarm();
    expect(execution.backend()).toBe('wasm');
    execution.close();
    expect(reported[0]).toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: 'webgl does not run here: blocked by the content security policy',
    });
  });

  it.each([
    ['zeros', () => 0],
    ['slightly other numbers', (value: number) => 1.05 * value + 0.05],
  ])('refuses a backend that gives %s', async (_, breakNumber) => {
    Object.assign(
      chunks.webgl!,
      play('webgl', () => new BrokenBackend(breakNumber)),
    );
    const execution = await openWarm();
    expect(execution.backend()).toBe('wasm');
    execution.close();
    expect(codes()).toEqual(['BACKEND_UNAVAILABLE']);
    expect(reported[0]!.message).toContain('webgl does not run here: it computes embedding[0] as');
  });

  it('stays on arrays when no backend runs here, and when none was asked for', async () => {
    for (const name of all) chunks[name]!.isSupported = () => false;
    for (const execution of [await openWarm(), await openWarm([])]) {
      expect((await execution.encode(long)).logits.length).toBe(40);
      expect(execution.backend()).toBe('cpu');
    }
    expect([changes, codes()]).toEqual([[], []]);
  });

  it('answers on arrays when a backend is lost in the middle of a pass, then on the next one', async () => {
    const execution = await openWarm();
    const expected = await execution.encode(long);
    const running = execution.encode(long);
    lose.webgl!();
    expect(distance((await running).logits, expected.logits)).toBeLessThan(1e-4);
    await vi.waitFor(() => expect(changes).toEqual(['webgl', 'cpu', 'wasm']));
    expect(codes()).toEqual(['BACKEND_LOST']);
    execution.close();
  });

  it('goes over when a backend is lost before anyone asks again', async () => {
    const execution = await openWarm();
    lose.webgl!();
    await vi.waitFor(() => expect(changes).toEqual(['webgl', 'cpu', 'wasm']));
    expect(codes()).toEqual(['BACKEND_LOST']);
    execution.close();
  });

  it('answers on arrays when several passes are lost at once, and reports it once', async () => {
    const execution = await openWarm();
    const running = [long, short, long].map((sequence) => execution.encode(sequence));
    lose.webgl!();
    expect((await Promise.all(running)).map(({ logits }) => logits.length)).toEqual([40, 40, 40]);
    expect(codes()).toEqual(['BACKEND_LOST']);
    execution.close();
  });

  it('stays on arrays when one backend after the other was lost between passes', async () => {
    const execution = await openWarm();
    lose.webgl!();
    await execution.encode(long);
    await vi.waitFor(() => expect(execution.backend()).toBe('wasm'));
    lose.wasm!();
    expect((await execution.encode(long)).logits.length).toBe(40);
    expect(changes).toEqual(['webgl', 'cpu', 'wasm', 'cpu']);
    expect(codes()).toEqual(['BACKEND_LOST', 'BACKEND_LOST']);
  });

  it('starts no backend once it is closed', async () => {
    const execution = open();
    const warm = execution.accelerate();
    execution.close();
    await warm;
    expect([execution.backend(), changes]).toEqual(['cpu', []]);
  });

  it('leaves no tensors behind, lost backends included', async () => {
    const before = engine().state.numTensors;
    const execution = await openWarm();
    lose.webgl!();
    await execution.encode(long);
    await vi.waitFor(() => expect(execution.backend()).toBe('wasm'));
    await execution.encode(long);
    await execution.encode(short);
    execution.close();
    expect(engine().state.numTensors).toBe(before);
  });
});

class CountingBackend extends MathBackendCPU {
  override readSync(...args: Parameters<MathBackendCPU['readSync']>) {
    const values = super.readSync(...args);
    reads += values.length;
    return values;
  }
}

function distance(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
}
