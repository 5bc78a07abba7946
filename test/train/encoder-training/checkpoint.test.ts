import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCheckpoint, type TrainingState, writeCheckpoint } from '../../../src/train/encoder-training/checkpoint.js';
import { temporaryFolder } from '../logs/temporary-log.js';

const weight = { shape: [2], data: Float32Array.of(1, 2) };
const state: TrainingState = {
  stage: 'training',
  epoch: 1,
  parameters: { a: weight },
  adam: { step: 3, first: { a: Float32Array.of(3, 4) }, second: { a: Float32Array.of(5, 6) } },
  random: [1, 2, 3, 4],
  best: { a: weight },
  log: [],
};

async function written(): Promise<string> {
  const path = join(temporaryFolder(), 'model.checkpoint.safetensors');
  await writeCheckpoint(path, state, { data: 'one' });
  return path;
}

describe('a checkpoint', () => {
  it('is read as it was written', async () => {
    expect(await readCheckpoint(await written(), { data: 'one' })).toEqual(state);
  });

  it('is refused when one bit of it is another, wherever it is, or when its end is missing', async () => {
    const path = await written();
    const whole = readFileSync(path);
    const refusal = {
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(/^the checkpoint .*model\.checkpoint.* is damaged.*; train without --resume/),
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), fc.boolean(), async (at, bit, isCut) => {
        const changed = Buffer.from(isCut ? whole.subarray(0, at) : whole);
        if (!isCut) changed[at]! ^= 1 << bit;
        writeFileSync(path, changed);
        await expect(readCheckpoint(path, { data: 'one' })).rejects.toMatchObject(refusal);
      }),
      { numRuns: 200 },
    );
  });
});
