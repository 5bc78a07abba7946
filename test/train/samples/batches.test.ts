import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import type { Step } from '../../../src/sequence/step.js';
import { type Batch, createBatches } from '../../../src/train/samples/batches.js';
import { cutWindows, toTokenHistory } from '../../../src/train/samples/windows.js';

const sessionStart = 50;
const companions = { perItem: 1, items: new Int32Array(50).fill(-1), strengths: new Float32Array(50) };
const step = (item: number, time: number, session: number): Step => ({ item, time, session });

/** 12 ordered views in session 0, then an invoice of five lines at one time. */
const steps = [
  ...Array.from({ length: 12 }, (_, i) => step(i, i * 1000, 0)),
  ...[20, 21, 22, 23, 24].map((item) => step(item, 90_000, 1)),
];

function batchesOf(predictionsPerWindow: number, length = 32, seed = 1): Batch[] {
  const random = createRandom(seed);
  const windows = cutWindows(toTokenHistory({ steps }, { sessionStart }, random), length, 4, random);
  const options = {
    batchTokens: 64,
    predictionsPerWindow,
    sees: 'prefix' as const,
    sessionStart,
    maskToken: 52,
    companions: [companions],
    weightAt: () => 1,
    sessionStartWeight: 3,
  };
  return [...createBatches(windows, options, random)];
}

/** Each row of a batch: the tokens that it sees, the token it stands on, and its targets. */
function rowsOf({ tokens, length, rows }: Batch) {
  return Array.from(rows.positions, (position, row) => ({
    seen: [...tokens.subarray(Math.floor(position / length) * length, position + 1)],
    targets: [...rows.targets.subarray(rows.targetStarts[row], rows.targetStarts[row + 1])],
    weight: rows.weights[row],
  }));
}

describe('createBatches', () => {
  it('asks for the next step of an ordered session, and never shows it', () => {
    const rows = batchesOf(100).flatMap(rowsOf);
    const third = rows.find(({ seen }) => seen.at(-1) === 2);
    expect(third).toEqual({ seen: [50, 0, 1, 2], targets: [3], weight: 1 });
  });

  it('takes every line of an invoice that is still to come for right, whatever their order', () => {
    const rows = batchesOf(100).flatMap(rowsOf);
    const invoice = rows.filter(({ seen }) => seen.lastIndexOf(50) > 0);
    expect(invoice.map(({ targets }) => targets.length)).toEqual([5, 4, 3, 2, 1]);
    for (const { seen, targets } of invoice) {
      const shown = seen.slice(seen.lastIndexOf(50) + 1);
      expect([...shown, ...targets].sort()).toEqual([20, 21, 22, 23, 24]);
    }
  });

  it('never asks for a session start, and counts the first step of a session more', () => {
    const rows = batchesOf(100).flatMap(rowsOf);
    expect(rows.some(({ targets }) => targets.includes(50))).toBe(false);
    expect(rows.some(({ seen }) => seen.at(-1) === 11)).toBe(false);
    expect(rows.filter(({ weight }) => weight === 3).every(({ seen }) => seen.at(-1) === 50)).toBe(true);
    expect(rows.filter(({ weight }) => weight === 3)).toHaveLength(1);
  });

  it('keeps all session starts when it samples positions', () => {
    const rows = batchesOf(3).flatMap(rowsOf);
    expect(rows).toHaveLength(3);
    expect(rows.filter(({ weight }) => weight === 3)).toHaveLength(1);
  });

  it('predicts every step but the first once an epoch when a history fills several windows', () => {
    for (const seed of [1, 2, 3]) {
      const rows = batchesOf(100, 8, seed).flatMap(rowsOf);
      expect(rows.filter(({ targets }) => targets.length === 1 && targets[0] < 12)).toHaveLength(11);
    }
  });

  it('gives the same batches for the same seed', () => {
    expect(batchesOf(3, 32, 4)).toEqual(batchesOf(3, 32, 4));
    expect(batchesOf(3, 32, 4)).not.toEqual(batchesOf(3, 32, 5));
  });
});
