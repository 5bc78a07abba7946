import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { maskToken } from '../../../src/sequence/sequence.js';
import { trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { countItems, prepareEpochs } from '../../../src/train/encoder-training/epoch-input.js';
import { createEpochWindows } from '../../../src/train/encoder-training/epoch-windows.js';
import { mergeGradients } from '../../../src/train/gradients/merge-gradients.js';
import { createParameters } from '../../../src/train/gradients/parameters.js';
import { splitBatch } from '../../../src/train/gradients/split-batch.js';
import { computeGradients } from '../../../src/train/gradients/training-step.js';
import { type Batch, createBatches } from '../../../src/train/samples/batches.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { createScratch } from '../../../src/train/tensorflow/scratch.js';
import { patternLog, quickOptions } from '../logs/pattern-log.js';

const dataset = patternLog();
const input = prepareEpochs(dataset, trainingPart(dataset), {
  ...quickOptions,
  encoder: { ...quickOptions.encoder, dropout: 0 },
});
const parameters = createParameters(input.encoder, countItems(input), input.composition.nRows, createRandom(2));

function firstBatch(): Batch {
  const random = createRandom(1);
  const { windows } = createEpochWindows(input, random);
  const { sessionStart, foldCompanions: companions, weightAt, encoder, options } = input;
  const tokens = { sees: encoder.sees, sessionStart, maskToken: maskToken(sessionStart) };
  const [batch] = createBatches(windows, { ...options, ...tokens, companions, weightAt }, random);
  return batch;
}

describe('splitBatch', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it.each([2, 3, 5])('gives %i parts whose gradients add up to those of the whole', (n) => {
    const batch = firstBatch();
    const parts = splitBatch(batch, n);
    expect(parts).toHaveLength(n);
    expect(parts.reduce((sum, { batchSize }) => sum + batchSize, 0)).toBe(batch.batchSize);
    const compute = (part: Parameters<typeof computeGradients>[2]) =>
      computeGradients({ ...input, scratch: createScratch() }, parameters, part, createRandom(1));
    const whole = compute(batch);
    const merged = mergeGradients(
      parts.map((part) => ({ ...compute(part), weight: part.rows.weights.reduce((a, b) => a + b, 0) })),
      parameters,
      createScratch(),
    );
    expect(merged.loss).toBeCloseTo(whole.loss, 5);
    for (const [name, { data, rows }] of Object.entries(whole.gradients)) {
      const width = data.length / (rows?.length ?? 1);
      const other = merged.gradients[name];
      expect(other.data).toHaveLength(data.length);
      data.forEach((slope, i) => {
        const row = rows ? other.rows!.indexOf(rows[Math.floor(i / width)]) : 0;
        expect(other.data[row * width + (i % width)]).toBeCloseTo(slope, 5);
      });
    }
  });

  it('makes no more parts than there are windows', () => {
    const [first] = splitBatch(firstBatch(), 5);
    expect(splitBatch({ ...first, nWindows: first.batchSize }, 1000)).toHaveLength(first.batchSize);
  });
});
