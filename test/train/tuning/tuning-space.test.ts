import { describe, expect, it } from 'vitest';
import { encoderKinds } from '../../../src/encoder/kinds/create-encoder.js';
import { createRandom } from '../../../src/random.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { defaultTuningSpace } from '../../../src/train/tuning/default-tuning-space.js';
import { drawTrials } from '../../../src/train/tuning/draw-trials.js';
import { drawOptions, parseTuningSpace } from '../../../src/train/tuning/tuning-space.js';

const parse = (input: unknown) => parseTuningSpace(input, defaultTuningSpace);
const message = (text: string | RegExp) =>
  expect.objectContaining({
    code: 'CONFIG_INVALID',
    message: typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text),
  });

describe('parseTuningSpace', () => {
  it('keeps the default where it is told nothing', () => {
    const space = parse({ encoders: { bag: { embeddingSize: [8] } } });
    expect(space.encoders.bag).toEqual({ embeddingSize: [8] });
    expect(space.encoders.gru).toEqual(defaultTuningSpace.encoders.gru);
    expect(space.training).toEqual(defaultTuningSpace.training);
    expect(parse({ training: { learningRate: [0.1] } }).training).toEqual({ learningRate: [0.1] });
  });

  it.each<[unknown, string | RegExp]>([
    [{ encoders: { gru: { nHeads: [1] } } }, /unknown option "encoders\.gru\.nHeads", expected one of: .*nLayers/],
    [{ training: { lerningRate: [1] } }, /unknown option "training\.lerningRate", expected one of: .*learningRate/],
    [{ training: { epochs: [1, 9] } }, /unknown option "training\.epochs"/],
    [{ encoders: { rnn: {} } }, /unknown key "encoders\.rnn", expected one of: transformer, bert/],
    [{ trainig: {} }, 'unknown key "trainig", expected one of: encoders, training'],
    [{ training: { learningRate: [] } }, 'invalid training.learningRate'],
    [{ training: { learningRate: 3 } }, 'training.learningRate: expected a list of values, or { from, to }'],
    [{ training: { learningRate: { from: 2, to: 1 } } }, 'invalid training.learningRate'],
    [{ training: { learningRate: { from: 0, to: 1, log: true } } }, 'invalid training.learningRate'],
    [[], 'invalid content'],
  ])('refuses %j', (input, text) => {
    expect(() => parse(input)).toThrow(message(text));
  });
});

describe('drawOptions', () => {
  const many = <Value>(draw: () => Value) => Array.from({ length: 400 }, draw);

  it('draws from lists, ranges and log ranges', () => {
    const random = createRandom(1);
    const { training } = parse({
      training: {
        softmax: ['full', 'sampled'],
        weightDecay: { from: 1, to: 3 },
        learningRate: { from: 0.001, to: 0.1, log: true },
        batchTokens: { from: 1, to: 3, whole: true },
      },
    });
    const draws = many(() => drawOptions(training, random));
    const column = (name: string) => draws.map((one) => one[name] as number);
    expect(new Set(draws.map(({ softmax }) => softmax))).toEqual(new Set(['full', 'sampled']));
    expect(new Set(column('batchTokens'))).toEqual(new Set([1, 2, 3]));
    const share = (values: number[], bound: number) => values.filter((value) => value < bound).length / values.length;
    expect(Math.min(...column('weightDecay'))).toBeGreaterThanOrEqual(1);
    expect(share(column('weightDecay'), 2)).toBeCloseTo(0.5, 0);
    // On a log scale, half of the draws are below the geometric mean.
    expect(Math.abs(share(column('learningRate'), 0.01) - 0.5)).toBeLessThan(0.1);
    expect(Math.max(...column('learningRate'))).toBeLessThanOrEqual(0.1);
  });
});

describe('drawTrials', () => {
  const config = parseConfig({});

  it.each(encoderKinds)('draws valid configurations of %s by default, the given one first', (kind) => {
    const trials = drawTrials(config, defaultTuningSpace, kind, 20);
    expect(trials[0]).toMatchObject({ config: { training: config.training }, encoder: {}, training: {} });
    for (const { config: one, encoder, training } of trials) {
      expect(one.encoder).toMatchObject({ kind, ...encoder });
      expect(one.training).toMatchObject(training);
    }
    expect(new Set(trials.map(({ training }) => JSON.stringify(training))).size).toBe(20);
  });

  it('draws the same for the same seed', () => {
    const draw = (seed: number) => drawTrials({ ...config, seed }, defaultTuningSpace, 'gru', 4);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)[1]).not.toEqual(draw(2)[1]);
  });

  it('draws again what does not go together, and says what never does', () => {
    const space = (nHeads: number[]) => parse({ encoders: { transformer: { embeddingSize: [32], nHeads } } });
    const trials = drawTrials(config, space([2, 3]), 'transformer', 10);
    expect(trials.slice(1).every(({ encoder }) => encoder.nHeads === 2)).toBe(true);
    expect(() => drawTrials(config, space([3]), 'transformer', 2)).toThrow(message('3 does not divide'));
  });
});
