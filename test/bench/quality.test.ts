import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Benchmark } from '../../bench/quality/benchmarks.mjs';
import { describeBenchmark } from '../../bench/quality/describe-benchmark.mjs';
import { runBenchmark } from '../../bench/quality/run-benchmark.mjs';
import { createRandom } from '../../src/random.js';
import { buildCli, removeCli } from '../train/cli/built-cli.js';
import { temporaryFolder } from '../train/logs/temporary-log.js';

/** A miniature that is made up: nobody quotes it. */
const synthetic: Benchmark = {
  title: 'Synthetic pairs',
  events: ['train.csv'],
  test: ['test.csv'],
  config: 'config.json',
  protocols: [
    {
      protocol: 'every-prefix',
      asks: 'the next item',
      ks: '3,20',
      columns: { 'HR@3': 'hitRate@3', 'MRR@3': 'mrr@3' },
      published: [['an oracle', [1], 'nowhere']],
    },
  ],
};

/** Sessions in which item 2i + 1 follows item 2i. */
function sessions(n: number, seed: number): string {
  const random = createRandom(seed);
  const rows = Array.from({ length: n }, (_, session) => {
    const first = 2 * random.integer(5);
    return [first, first + 1].map((item, position) => `${seed}-${session},${position},view_item,i${item}`);
  });
  return ['session_id,position,event_type,item_id', ...rows.flat()].join('\n');
}

describe('the quality benchmark', () => {
  let cli: string;
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => removeCli(cli));

  function prepare() {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'train.csv'), sessions(120, 1));
    writeFileSync(join(cwd, 'test.csv'), sessions(30, 2));
    const config = {
      clean: { minItemCount: 1, vocabularyFrom: 'log' },
      split: { kind: 'last', sessions: 30, refit: true },
      encoder: { embeddingSize: 8, hiddenSize: 8, maxSequenceLength: 8 },
      training: { epochs: 1, batchTokens: 64 },
    };
    writeFileSync(join(cwd, 'config.json'), JSON.stringify(config));
    return { commit: 'a'.repeat(40), cwd, cli, dataFolder: cwd, work: join(cwd, 'work'), isTuned: false };
  }

  it('trains, measures by its protocol beside the parts and the baselines, and tells where all comes from', () => {
    const options = prepare();
    const result = runBenchmark('synthetic', synthetic, options);
    expect(result).toMatchObject({ period: 'test', seed: 42, epochs: 2, data: 'train.csv' });
    expect(result.files.map(({ file }) => file)).toEqual(['train.csv', 'test.csv']);
    expect(result.bytes.gzip).toBeLessThan(result.bytes.raw);
    const measured = result.protocols['every-prefix'];
    // One prefix a session: its first item.
    expect(measured).toMatchObject({ cases: 30, shoppers: 30 });
    expect(Object.keys(measured.methods)).toEqual(
      expect.arrayContaining(['vitrine', 'vitrine, encoder alone', 'vitrine, table alone', 'first-order Markov']),
    );
    expect(measured.methods['first-order Markov']).toMatchObject({ 'hitRate@3': 1, 'mrr@3': 1 });
    const text = describeBenchmark('synthetic', synthetic, result);
    expect(text).toContain('| first-order Markov | 1.0000 | 1.0000 | 1.0000 to 1.0000 | measured here |');
    expect(text).toContain('| an oracle | 1.0000 |  |  | nowhere |');

    // Resumed, it trains and measures nothing again; a model that is given is the one that is measured.
    const again = runBenchmark('synthetic', synthetic, { ...options, cli: 'nothing-to-run.js', isResumed: true });
    expect(again.protocols).toEqual(result.protocols);
    const from = join(options.work, 'bench-synthetic');
    expect(runBenchmark('synthetic', synthetic, { ...options, from }).modelHash).toBe(result.modelHash);
  });

  it('fits the baselines with the options that an earlier result names, and says of which commit they are', () => {
    const options = { ...prepare(), isTuned: true };
    const first = runBenchmark('synthetic', synthetic, options);
    expect(first.baselineOptionsOf).toBeUndefined();
    const { comparison } = first.protocols['every-prefix'];
    const decayed = { ...comparison['item-kNN'].options, decay: 0.123 };
    const chosen = {
      ...first,
      protocols: {
        'every-prefix': {
          ...first.protocols['every-prefix'],
          comparison: { ...comparison, 'item-kNN': { ...comparison['item-kNN'], options: decayed } },
        },
      },
    };
    const from = join(options.work, 'bench-synthetic');
    const second = runBenchmark('synthetic', synthetic, { ...options, from, chosen, commit: 'b'.repeat(40) });
    expect(second.baselineOptionsOf).toBe(first.commit);
    expect(second.protocols['every-prefix'].comparison['item-kNN'].options).toEqual(decayed);
    expect(second.protocols['every-prefix'].comparison['first-order Markov']).toEqual(comparison['first-order Markov']);
    expect(describeBenchmark('synthetic', synthetic, second)).toContain('as chosen at commit `aaaaaaaaaaaa`');
    // Of other data they say nothing.
    const other = { ...chosen, files: chosen.files.map((file) => ({ ...file, sha256: '0' })) };
    expect(() => runBenchmark('synthetic', synthetic, { ...options, from, chosen: other })).toThrow(
      /train\.csv is not/,
    );
  });

  it('gives mean and spread over seeds of training', () => {
    const result = runBenchmark('synthetic', synthetic, { ...prepare(), seeds: [1, 2] });
    expect(result.trainingSeeds).toEqual([1, 2]);
    const { overSeeds, methods } = result.protocols['every-prefix'];
    expect(overSeeds!['hitRate@3'].spread).toBeGreaterThanOrEqual(0);
    // Of two values, each is as far from their mean as their standard deviation by the root of a half.
    const away = Math.abs(overSeeds!['mrr@3'].mean - methods.vitrine['mrr@3']);
    expect(away).toBeCloseTo(overSeeds!['mrr@3'].spread * Math.SQRT1_2, 3);
  });
});
