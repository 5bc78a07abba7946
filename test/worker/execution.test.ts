import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { copyRegisteredKernels, engine, findBackend, registerBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VitrineError } from '../../src/errors.js';
import type { BackendDriver } from '../../src/worker/backend.js';
import { openExecution } from '../../src/worker/execution.js';
import { createRandomModel } from '../encoder/random-model.js';

/** The three chunks, each played by the plain JavaScript backend under its name; a test breaks them as it likes. */
const chunks = vi.hoisted(() => ({ webgl: {}, wasm: {}, cpu: {} }) as Record<string, Partial<BackendDriver>>);
vi.mock('../../src/worker/backends/webgl.js', () => ({ webgl: chunks.webgl }));
vi.mock('../../src/worker/backends/wasm.js', () => ({ wasm: chunks.wasm }));
vi.mock('../../src/worker/backends/cpu.js', () => ({ cpu: chunks.cpu }));

/** Multiplies nothing: what a broken GPU driver does. */
class ZeroBackend extends MathBackendCPU {
  override readSync(...args: Parameters<MathBackendCPU['readSync']>) {
    return (super.readSync(...args) as Float32Array).map(() => 0);
  }
}

const all = ['webgl', 'wasm', 'cpu'] as const;
const model = createRandomModel();
const sequence = {
  tokens: Int32Array.of(40, 3, 5),
  times: Float64Array.of(0, 0, 1000),
  types: new Uint8Array(3),
  queries: new Map<number, string>(),
};

/** How to take a backend away, by its name. */
const lose: Record<string, () => void> = {};
let reported: VitrineError[];
const open = (names: readonly (typeof all)[number][] = all) =>
  openExecution(model, names, (error) => reported.push(error));
const codes = () => reported.map(({ code }) => code);

function play(name: string, createBackend = () => new MathBackendCPU()): BackendDriver {
  return {
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
  copyRegisteredKernels('cpu', 'webgl');
  copyRegisteredKernels('cpu', 'wasm');
});

beforeEach(() => {
  reported = [];
  for (const name of all) Object.assign(chunks[name]!, play(name));
});

describe('openExecution', () => {
  it('takes the first backend that runs here', async () => {
    const execution = await open();
    expect(execution.backend()).toBe('webgl');
    const { embedding, logits } = await execution.encode(sequence);
    expect([embedding.length, logits.length]).toEqual([16, 40]);
    execution.close();
    expect(codes()).toEqual([]);
  });

  it('passes over what the device does not have, which is no failure', async () => {
    chunks.webgl!.isSupported = () => false;
    const execution = await open();
    expect(execution.backend()).toBe('wasm');
    execution.close();
    expect(codes()).toEqual([]);
  });

  it('reports what should run and does not, and goes on', async () => {
    chunks.webgl!.configure = () => {
      throw new Error('blocked by the content security policy');
    };
    const execution = await open();
    expect(execution.backend()).toBe('wasm');
    execution.close();
    expect(reported[0]).toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: 'webgl does not run here: blocked by the content security policy',
    });
  });

  it('refuses a backend that computes wrongly', async () => {
    Object.assign(
      chunks.webgl!,
      play('webgl', () => new ZeroBackend()),
    );
    const execution = await open();
    expect(execution.backend()).toBe('wasm');
    execution.close();
    expect(reported[0]!.message).toContain('it multiplies wrongly: [0,0,0,0]');
  });

  it('throws when nothing is left, and when nothing was asked for', async () => {
    for (const name of all) chunks[name]!.isSupported = () => false;
    await expect(open()).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    await expect(open([])).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
  });

  it('goes over to the next backend when one is lost in the middle of a pass', async () => {
    const execution = await open();
    const expected = await execution.encode(sequence);
    const running = execution.encode(sequence);
    lose.webgl!();
    expect(await running).toEqual(expected);
    expect(execution.backend()).toBe('wasm');
    expect(codes()).toEqual(['BACKEND_LOST']);
    execution.close();
  });

  it('goes over when one was lost between passes, as often as there are backends', async () => {
    const execution = await open();
    lose.webgl!();
    await execution.encode(sequence);
    lose.wasm!();
    await execution.encode(sequence);
    expect(execution.backend()).toBe('cpu');
    lose.cpu!();
    await expect(execution.encode(sequence)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    expect(codes()).toEqual(['BACKEND_LOST', 'BACKEND_LOST', 'BACKEND_LOST']);
  });

  it('leaves no tensors behind, lost backends included', async () => {
    const before = engine().state.numTensors;
    const execution = await open();
    lose.webgl!();
    await execution.encode(sequence);
    execution.close();
    expect(engine().state.numTensors).toBe(before);
  });
});
