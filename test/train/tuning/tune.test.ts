import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeTuning, tuningToTsv } from '../../../src/train/tuning/describe-tuning.js';
import { type TuneOptions, tune } from '../../../src/train/tuning/tune.js';
import { patternLog, quickOptions } from '../logs/pattern-log.js';
import { temporaryFolder } from '../logs/temporary-log.js';

const dataset = patternLog();

function optionsIn(dir: string): TuneOptions {
  return {
    config: { ...quickOptions, training: { ...quickOptions.training, epochs: 3, patience: 3 } },
    // Whatever is drawn cannot but diverge, in the first epochs or later.
    space: { encoders: {}, training: { learningRate: [10], weightDecay: [10], clipNorm: [0] } },
    kinds: ['transformer'],
    nTrials: 3,
    dir,
    isResumed: false,
    fingerprint: { data: 'one' },
  };
}

const withoutSeconds = (trials: readonly { seconds: number }[]) => trials.map(({ seconds: _, ...rest }) => rest);

describe('tune', () => {
  it('lets the better trials learn longer, goes on after a kill, and keeps what it found', async () => {
    const dir = temporaryFolder();
    const epochsRun: number[] = [];
    const countEpochs = ({ done, epoch }: { done: number; epoch: number }) => {
      if (done === 1) epochsRun.push(epoch);
    };
    const trials = await tune(dataset, { ...optionsIn(dir), onProgress: countEpochs });
    // The second rung goes on after the epoch of the first, and does not learn it again.
    expect(epochsRun.filter((epoch) => epoch === 1)).toHaveLength(trials.filter(({ failure }) => !failure).length);
    expect(epochsRun.slice(-2)).toEqual([2, 3]);
    // Three trials for an epoch, one of them for three; the best first, the failed last.
    expect(trials.map(({ rung, epochs }) => [rung, epochs])[0]).toEqual([2, 3]);
    expect(trials[0]).toMatchObject({ kind: 'transformer', trial: 1, encoder: {}, training: {} });
    // What is written for training asks for the refit that the search did without.
    expect(trials[0].config.training).toMatchObject({ epochs: 3, refitEpochs: quickOptions.training.refitEpochs });
    expect(trials.slice(1).map(({ failure }) => failure)).toEqual(['TRAINING_DIVERGED', 'TRAINING_DIVERGED']);
    expect(existsSync(join(dir, 'states'))).toBe(false);
    const lines = readFileSync(join(dir, 'trials.jsonl'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1 + 3 + 1);

    // Stopped within the last rung, between two epochs.
    const other = temporaryFolder();
    const stop = new Error('stopped');
    let nEpochs = 0;
    const onProgress = ({ done, epoch }: { done: number; epoch: number }) => {
      if (done === 1 && epoch === 3 && nEpochs++ === 0) throw stop;
    };
    await expect(tune(dataset, { ...optionsIn(other), onProgress })).rejects.toBe(stop);
    appendFileSync(join(other, 'trials.jsonl'), '{"trial": 1, "kind": "tra');
    const told: string[] = [];
    const resumed = await tune(dataset, {
      ...optionsIn(other),
      isResumed: true,
      onRung: ({ trial, rung }) => void told.push(`${trial}.${rung}`),
    });
    expect(withoutSeconds(resumed)).toEqual(withoutSeconds(trials));
    expect(told).toEqual(['1.1', '2.1', '3.1', '1.2']);

    // Nothing is left to run; and another search is not mistaken for this one.
    const started: unknown[] = [];
    const done = {
      ...optionsIn(other),
      isResumed: true,
      onProgress: (progress: unknown) => void started.push(progress),
    };
    expect(withoutSeconds(await tune(dataset, done))).toEqual(withoutSeconds(trials));
    expect(started).toEqual([]);
    await expect(tune(dataset, { ...done, nTrials: 4 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('nTrials 3, now it is 4'),
    });
  });

  it('refuses to go on with a search that there is not', async () => {
    const dir = temporaryFolder();
    await expect(tune(dataset, { ...optionsIn(dir), isResumed: true })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    writeFileSync(join(dir, 'trials.jsonl'), '');
    await expect(tune(dataset, { ...optionsIn(dir), isResumed: true })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});

describe('the table of a search', () => {
  const trial = {
    trial: 2,
    kind: 'gru',
    rung: 1,
    epochs: 1,
    validation: 0.25,
    seconds: 1.5,
    encoder: { scores: 'dot', dropout: 0.1 },
    training: {},
    config: quickOptions,
  };
  const failed = { ...trial, trial: 3, validation: null, failure: 'TRAINING_DIVERGED', encoder: {} };

  it('tells what was drawn, and leaves empty what was not', () => {
    expect(tuningToTsv([trial, failed]).split('\n')).toEqual([
      'encoder\ttrial\trung\tepochs\tvalidation ndcg@20\tseconds of last rung\tencoder.scores\tencoder.dropout',
      'gru\t2\t1\t1\t0.25\t1.5\tdot\t0.1',
      'gru\t3\t1\t1\tTRAINING_DIVERGED\t1.5\t\t',
      '',
    ]);
    const [, , first, second] = describeTuning([trial, failed]).split('\n');
    expect(first).toMatch(/^gru +2 +1 +1 +0\.2500 +scores dot, dropout 0\.1$/);
    expect(second).toMatch(/TRAINING_DIVERGED +the configuration as it is$/);
  });
});
