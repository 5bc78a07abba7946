import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildId } from '../../../src/build-id.js';
import { createExecutionStart } from '../../../src/worker/execution/load-execution.js';
import type { Accelerator } from '../../../src/worker/execution/start-accelerator.js';
import { createRandomModel } from '../../encoder/random-model.js';

const files = { webgl: 'https://shop.example/gl.js', wasm: 'https://shop.example/wa.js', wasmBinary: '/simd.wasm' };
const model = createRandomModel();
const accelerator = { name: 'wasm' } as Accelerator;
const encodeOnArrays = vi.fn();

function provide(build: string) {
  const start = vi.fn(async () => accelerator);
  const importFile = async () => {
    globalThis.vitrineExecutions = { wasm: { buildId: build, start } };
  };
  return { start, importFile };
}

afterEach(() => {
  globalThis.vitrineExecutions = undefined;
});

describe('createExecutionStart', () => {
  it('fetches the file from the URL that the page gave, and starts what it provides', async () => {
    const { start, importFile } = provide(buildId);
    const asked: string[] = [];
    const startExecution = createExecutionStart(async (url) => {
      asked.push(url);
      await importFile();
    }, files);
    expect(await startExecution('wasm', model, encodeOnArrays)).toBe(accelerator);
    expect(asked).toEqual([files.wasm]);
    expect(start).toHaveBeenCalledWith(model, { files, encodeOnArrays });
  });

  it('downloads nothing for what the device does not have', async () => {
    const importFile = vi.fn();
    // Node has no OffscreenCanvas.
    expect(await createExecutionStart(importFile, files)('webgl', model, encodeOnArrays)).toBeNull();
    expect(importFile).not.toHaveBeenCalled();
  });

  it('refuses another file, such as a page that a server sends for every address', async () => {
    const startExecution = createExecutionStart(async () => {}, files);
    await expect(startExecution('wasm', model, encodeOnArrays)).rejects.toThrow(
      'https://shop.example/wa.js is another file: expected vitrine.wasm.js as the package has it',
    );
  });

  it('refuses a file of another build', async () => {
    const { importFile, start } = provide('another');
    await expect(createExecutionStart(importFile, files)('wasm', model, encodeOnArrays)).rejects.toThrow(
      `https://shop.example/wa.js is of build another, expected ${buildId}: deploy all files of one build`,
    );
    expect(start).not.toHaveBeenCalled();
  });

  it('says so where the page does not know where the files lie', async () => {
    await expect(createExecutionStart(async () => {})('wasm', model, encodeOnArrays)).rejects.toThrow(
      'the page does not know where vitrine.wasm.js lies: pass workerUrl',
    );
  });
});
