import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { trainEncoder } from '../../../src/train/encoder-training/train-encoder.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { scoreWithModel } from '../../../src/train/tensorflow/model-scorer.js';
import type { TrainingProgress } from '../../../src/train/terminal/progress.js';
import { nPairs, patternLog, quickOptions } from '../logs/pattern-log.js';

const dataset = patternLog();
const temporaryFile = async () => join(await mkdtemp(join(tmpdir(), 'vitrine-')), 'state.safetensors');

describe('trainEncoder', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('learns a law of the log: which item follows which', async () => {
    const { model } = await trainEncoder(dataset, quickOptions);
    const cases = Array.from({ length: nPairs }, (_, pair) => ({
      shopperId: 'new',
      steps: [{ item: 2 * pair, time: 0, session: 0 }],
      targets: [2 * pair + 1],
    }));
    const best = [...scoreWithModel(model, cases)].map((scores) => scores.indexOf(Math.max(...scores)));
    expect(best).toEqual(cases.map(({ targets }) => targets[0]));
  });

  it('lowers the loss, tells its progress and judges every epoch on validation', async () => {
    const told: TrainingProgress[] = [];
    const { validation, epochs } = await trainEncoder(dataset, { ...quickOptions, onProgress: (p) => told.push(p) });
    const losses = told.filter(({ done }) => done === 1).map(({ loss }) => loss);
    expect(losses).toHaveLength(7);
    expect(losses[5]).toBeLessThan(losses[0] - 0.3);
    expect(validation).toHaveLength(6);
    expect(validation[epochs - 1]).toBe(Math.max(...validation));
    expect(told.at(-1)).toMatchObject({ epoch: 7, epochs: 7, done: 1, secondsLeft: 0 });
  });

  it('learns from validation in the end: anew, by going on, or not at all, as the split says', async () => {
    const training = { ...quickOptions.training, epochs: 3, patience: 3, refitEpochs: 1 };
    const stagesOf = async (refit: boolean | 'continue') => {
      const split = { ...dataset.split, refit };
      const { log, epochs } = await trainEncoder({ ...dataset, split }, { ...quickOptions, training });
      return { epochs, refit: log.filter(({ stage }) => stage === 'refit').length };
    };
    const anew = await stagesOf(true);
    expect(anew.refit).toBe(anew.epochs);
    expect(anew.epochs).toBeGreaterThan(1);
    expect((await stagesOf('continue')).refit).toBe(1);
    expect((await stagesOf(false)).refit).toBe(0);
  });

  it('gives the same model for the same seed and log, and another for another seed', async () => {
    const options = { ...quickOptions, training: { ...quickOptions.training, epochs: 2 } };
    const first = await trainEncoder(dataset, options);
    const second = await trainEncoder(dataset, options);
    expect(second.refitted.itemEmbeddings).toEqual(first.refitted.itemEmbeddings);
    expect(second.refitted.encoderWeights).toEqual(first.refitted.encoderWeights);
    const other = await trainEncoder(dataset, { ...options, seed: 4 });
    expect(other.refitted.itemEmbeddings).not.toEqual(first.refitted.itemEmbeddings);
  });

  it('stops when validation has not got better for as long as its patience', async () => {
    const training = { ...quickOptions.training, epochs: 6, patience: 1, learningRate: 1e-9, refitEpochs: 0 };
    const { validation, epochs, model, refitted } = await trainEncoder(dataset, { ...quickOptions, training });
    expect(epochs).toBe(1);
    expect(validation).toHaveLength(2);
    expect(refitted).toBe(model);
  });

  it('goes on after a kill as if it had not been stopped', async () => {
    const path = await temporaryFile();
    const checkpoint = { path, isResumed: false, fingerprint: { data: 'one' } };
    const training = { ...quickOptions.training, epochs: 4, refitEpochs: 1 };
    const options = { ...quickOptions, training };
    const whole = await trainEncoder(dataset, options);
    for (const lastEpoch of [2, 4, 5]) {
      const stop = new Error('stopped');
      let nEpochs = 0;
      const onEpoch = () => {
        if (++nEpochs === lastEpoch) throw stop;
      };
      await expect(trainEncoder(dataset, { ...options, checkpoint, onEpoch })).rejects.toBe(stop);
      const told: number[] = [];
      const resumed = await trainEncoder(dataset, {
        ...options,
        checkpoint: { ...checkpoint, isResumed: true },
        onEpoch: ({ epoch }) => void told.push(epoch),
      });
      expect(told).toEqual([1, 2, 3, 4, 1]);
      expect(resumed.refitted.itemEmbeddings).toEqual(whole.refitted.itemEmbeddings);
      expect(resumed.model.encoderWeights).toEqual(whole.model.encoderWeights);
      expect(resumed.validation).toEqual(whole.validation);
    }
  });

  it('goes on after a pause as if there had been none when steps are computed in several parts', async () => {
    const checkpoint = { path: await temporaryFile(), isResumed: false, fingerprint: { data: 'one' } };
    const options = { ...quickOptions, training: { ...quickOptions.training, epochs: 2, threads: 2 } };
    const whole = await trainEncoder(dataset, options);
    await trainEncoder(dataset, { ...options, checkpoint, pauseAfter: 1 });
    const resumed = await trainEncoder(dataset, { ...options, checkpoint: { ...checkpoint, isResumed: true } });
    expect(resumed.refitted.itemEmbeddings).toEqual(whole.refitted.itemEmbeddings);
    expect(resumed.refitted.encoderWeights).toEqual(whole.refitted.encoderWeights);
    const alone = { ...options, training: { ...options.training, threads: 1 } };
    expect((await trainEncoder(dataset, alone)).refitted.itemEmbeddings).not.toEqual(whole.refitted.itemEmbeddings);
  });

  it('pauses after an epoch, and goes on as if it had not', async () => {
    const checkpoint = { path: await temporaryFile(), isResumed: false, fingerprint: {} };
    const options = { ...quickOptions, training: { ...quickOptions.training, epochs: 3, refitEpochs: 0 } };
    const paused = await trainEncoder(dataset, { ...options, checkpoint, pauseAfter: 1 });
    expect(paused.log).toHaveLength(1);
    const resumed = await trainEncoder(dataset, { ...options, checkpoint: { ...checkpoint, isResumed: true } });
    const whole = await trainEncoder(dataset, options);
    expect(resumed.validation).toEqual(whole.validation);
    expect(resumed.log.map(({ learningRate }) => learningRate)).toEqual(
      whole.log.map(({ learningRate }) => learningRate),
    );
    expect(resumed.model.itemEmbeddings).toEqual(whole.model.itemEmbeddings);
  });

  it('trains anew over everything for as many epochs as were best, where the split asks for a refit', async () => {
    const training = { ...quickOptions.training, epochs: 2 };
    const refit = { ...dataset, split: { ...dataset.split, refit: true } };
    const { log, epochs } = await trainEncoder(refit, { ...quickOptions, training });
    const stages = log.map(({ stage, epoch }) => `${stage} ${epoch}`);
    expect(stages.slice(2)).toEqual(Array.from({ length: epochs }, (_, i) => `refit ${i + 1}`));
  });

  it('goes on only with what it was started with, and says what differs', async () => {
    const path = await temporaryFile();
    const checkpoint = { path, isResumed: false, fingerprint: { data: { sha256: 'aa' } } };
    const options = { ...quickOptions, training: { ...quickOptions.training, epochs: 1, refitEpochs: 0 } };
    await trainEncoder(dataset, { ...options, checkpoint });
    const resume = (change: object, fingerprint = checkpoint.fingerprint) =>
      trainEncoder(dataset, { ...options, ...change, checkpoint: { path, isResumed: true, fingerprint } });
    await expect(resume({ encoder: { ...options.encoder, hiddenSize: 99 } })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/encoder\.hiddenSize 16, now it is 99/),
    });
    await expect(resume({}, { data: { sha256: 'bb' } })).rejects.toMatchObject({
      message: expect.stringMatching(/data\.sha256 "aa", now it is "bb"/),
    });
    await expect(
      trainEncoder(dataset, { ...options, checkpoint: { ...checkpoint, path: `${path}.none`, isResumed: true } }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    // What comes into play once the encoder is there may change.
    await expect(resume({ training: { ...options.training, weighing: 'ndcg' } })).resolves.toMatchObject({ epochs: 1 });
  });

  it('leaves no tensor behind', async () => {
    const before = memory().numTensors;
    await trainEncoder(dataset, { ...quickOptions, training: { ...quickOptions.training, epochs: 1 } });
    expect(memory().numTensors).toBe(before);
  });

  it('stops when the loss is no number any more, and keeps the last checkpoint', async () => {
    const path = await temporaryFile();
    const checkpoint = { path, isResumed: false, fingerprint: {} };
    await writeFile(path, 'the last good state');
    const training = { ...quickOptions.training, learningRate: 1e38 };
    await expect(trainEncoder(dataset, { ...quickOptions, training, checkpoint })).rejects.toMatchObject({
      code: 'TRAINING_DIVERGED',
      message: expect.stringMatching(/the loss is NaN at step \d+ of the epoch/),
    });
    expect(readFileSync(path, 'utf8')).toBe('the last good state');
  });

  it('says when there is no order to learn', async () => {
    const lone = { ...dataset, shoppers: dataset.shoppers.map(({ id, steps }) => ({ id, steps: steps.slice(-1) })) };
    await expect(trainEncoder(lone, quickOptions)).rejects.toMatchObject({ code: 'DATA_TOO_SMALL' });
  });
});
