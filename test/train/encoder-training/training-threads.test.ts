import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli, removeCli, runCli } from '../cli/built-cli.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';

/** 40 shoppers walk through eight items in a circle, three sessions each. */
const log = [
  'session_id,user_id,timestamp,item_id',
  ...Array.from({ length: 120 }, (_, session) =>
    Array.from({ length: 4 }, (_, i) => {
      const time = new Date(Date.UTC(2024, 0, 1, session, i)).toISOString();
      return `s${session},u${session % 40},${time},i${(session + i) % 8}`;
    }),
  ).flat(),
].join('\n');

const config = {
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 1, refitEpochs: 0, batchTokens: 128, threads: 2 },
  clean: { minItemCount: 1 },
};

describe('a training in two threads', { timeout: 600_000 }, () => {
  let cli: string;
  let thread: string;
  const train = (options: object = {}) => {
    const folder = temporaryFolder();
    const training = { ...config.training, ...options };
    const configuration = temporaryFile('config.json', JSON.stringify({ ...config, training }));
    const events = temporaryFile('log.csv', log);
    const run = runCli(cli, folder, 'train', '--events', events, '--config', configuration, '--out', 'model');
    return { ...run, weights: () => readFileSync(join(folder, 'model/weights.safetensors')) };
  };

  beforeAll(async () => {
    cli = await buildCli();
    thread = join(dirname(cli), 'cli/training-thread.js');
    return () => removeCli(cli);
  });

  it('says why it failed, and ends its threads', () => {
    const { code, error } = train({
      learningRate: 10,
      weightDecay: 10,
      clipNorm: 0,
      warmUpEpochs: 0,
      epochs: 30,
      patience: 30,
    });
    expect(code).not.toBe(0);
    expect(error).toMatch(/TRAINING_DIVERGED|the loss is/);
  });

  it('gives the model of its parts computed one after the other, where threads cannot be started', () => {
    const threaded = train();
    expect(threaded).toMatchObject({ code: 0 });
    const code = readFileSync(thread);
    rmSync(thread);
    const inTurn = train();
    writeFileSync(thread, code);
    expect(inTurn).toMatchObject({ code: 0 });
    expect(inTurn.weights().equals(threaded.weights())).toBe(true);
    expect(train({ threads: 1 }).weights().equals(threaded.weights())).toBe(false);
  });

  const hasCores = availableParallelism() > 1;
  it(`${hasCores ? 'fails where one of them ends' : 'on its only core, starts none that could end'} before its time`, () => {
    const code = readFileSync(thread);
    writeFileSync(thread, 'process.exit(3);');
    const { code: exitCode, error } = train();
    writeFileSync(thread, code);
    if (!hasCores) return expect(exitCode).toBe(0);
    expect(exitCode).not.toBe(0);
    expect(error).toContain('ended with code 3');
  });
});
