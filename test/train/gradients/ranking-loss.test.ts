import { grads, type Tensor, tensor, tidy } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gatherLocalRows, type LocalRows } from '../../../src/train/gradients/local-rows.js';
import { rankingLoss } from '../../../src/train/gradients/ranking-loss.js';
import type { PredictedRows } from '../../../src/train/samples/predicted-rows.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';

/**
 * Two rows over six items. The first has two right answers (0 and 5), met item 1 and has companions 1 and 4; the second
 * has one answer (1) and met item 3.
 */
const rows: PredictedRows = {
  positions: Int32Array.of(0, 1),
  weights: Float32Array.of(1, 3),
  targetStarts: Int32Array.of(0, 2, 3),
  targets: Int32Array.of(0, 5, 1),
  features: {
    repeats: {
      starts: Int32Array.of(0, 1, 2),
      items: Int32Array.of(1, 3),
      values: Float32Array.of(0.5, 1, 2, 0),
      width: 2,
    },
    companions: { starts: Int32Array.of(0, 2, 2), items: Int32Array.of(1, 4), values: Float32Array.of(1, 3), width: 1 },
  },
};
const corrections = [0.7, 0, 1.5];

/** Item 0, 1 and 2 are shared; 3, 4 and 5 stand only where a row knows of them. */
const sampled = gatherLocalRows(
  Int32Array.of(2, 6),
  rows,
  { items: Int32Array.of(0, 1, 2), corrections: Float32Array.from(corrections) },
  { nItems: 6, nTokens: 7 },
);
const full = gatherLocalRows(
  Int32Array.of(2, 6),
  rows,
  { items: Int32Array.of(0, 1, 2, 3, 4, 5), corrections: new Float32Array(6) },
  { nItems: 6, nTokens: 7 },
);

/** hidden [2, 2], rows [7, 2], bias [7], repeats [2], companions [1]; the rows are those of the items in order. */
const values = [
  [0.2, -0.4, 1, 0.3],
  [0.1, 0.2, -0.5, 0.4, 0.9, -1, 0.3, 0.3, -0.2, 0.6, 0.8, 0.1, 0, 0],
  [0.3, -0.1, 0.2, 0, -0.4, 0.5, 0],
  [1, -2],
  [0.25],
];
const shapes = [[2, 2], [7, 2], [7], [2], [1]];

/** The same by hand, in plain arithmetic over the candidates of each row. */
function lossByHand(inputs: number[][], local: LocalRows): number {
  const [hidden, table, bias, repeats, companions] = inputs;
  const place = (item: number) => local.placeOf[item];
  const score = (row: number, item: number) => {
    const dot = hidden[2 * row] * table[2 * place(item)] + hidden[2 * row + 1] * table[2 * place(item) + 1];
    const known: Record<string, number> = {
      '0,1': repeats[0] * 0.5 + repeats[1] * 1 + companions[0] * 1,
      '0,4': companions[0] * 3,
      '1,3': repeats[0] * 2,
    };
    return dot + bias[place(item)] + (known[`${row},${item}`] ?? 0);
  };
  const own = [
    [0, 5, 1, 4],
    [1, 3],
  ];
  const isFull = local.candidates.length === 6;
  const rowLoss = (row: number, targets: number[]) => {
    const shared = isFull ? [0, 1, 2, 3, 4, 5] : [0, 1, 2];
    let total = 0;
    for (const item of shared.filter((one) => !own[row].includes(one))) {
      total += Math.exp(score(row, item) + (isFull ? 0 : corrections[item]));
    }
    for (const item of own[row]) total += Math.exp(score(row, item));
    return targets.reduce((sum, target) => sum + (Math.log(total) - score(row, target)) / targets.length, 0);
  };
  return 0.25 * rowLoss(0, [0, 5]) + 0.75 * rowLoss(1, [1]);
}

function loss(tensors: Tensor[], local: LocalRows): Tensor {
  const [hidden, table, bias, repeats, companions] = tensors;
  return rankingLoss({ hidden, rows: table, bias, repeats, companions }, rows, local);
}

const toTensors = () => values.map((value, i) => tensor(value, shapes[i] as [number]));

describe.each([
  ['all items as candidates', full],
  ['sampled candidates', sampled],
])('rankingLoss with %s', (_, local) => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('is the weighted cross-entropy over the sets of targets, with features and corrections', () => {
    expect(tidy(() => loss(toTensors(), local).dataSync()[0])).toBeCloseTo(lossByHand(values, local), 5);
  });

  it('has the gradients that finite differences of the formula give', () => {
    const gradients = tidy(() =>
      grads((...inputs: Tensor[]) => loss(inputs, local))(toTensors()).map((gradient) => [...gradient.dataSync()]),
    );
    const h = 1e-5;
    values.forEach((input, which) => {
      input.forEach((_, i) => {
        const moved = (by: number) =>
          values.map((one, w) => (w === which ? one.map((value, j) => (j === i ? value + by : value)) : one));
        const slope = (lossByHand(moved(h), local) - lossByHand(moved(-h), local)) / (2 * h);
        expect(gradients[which][i], `input ${which}, element ${i}`).toBeCloseTo(slope, 4);
      });
    });
  });
});
