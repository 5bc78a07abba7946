import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../bench/quality/benchmarks.mjs';
import { quoteBenchmarks } from '../../bench/quality/quote-benchmarks.mjs';
import type { BenchmarkResult } from '../../bench/quality/run-benchmark.mjs';
import { parseConfig } from '../../src/train/config/config.js';
import { protocols } from '../../src/train/protocols/protocol.js';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'bench/README.md'), 'utf8');

/** A result as the benchmark writes it, of figures that are easy to find again. */
function resultOf(hitRate: number): BenchmarkResult {
  return {
    commit: 'a'.repeat(40),
    modelHash: '0123456789abcdef',
    data: 'log.csv',
    dataSha256: 'b'.repeat(64),
    files: [{ file: 'log.csv', sha256: 'b'.repeat(64) }],
    seed: 42,
    period: 'test',
    encoder: { kind: 'gru', embeddingSize: 64 },
    epochs: 7,
    quantisation: 0.0012,
    bytes: { raw: 3_100_000, gzip: 2_000_000 },
    command: 'vitrine train',
    protocols: {
      'every-prefix': {
        headline: 'hitRate@20',
        cases: 60_858,
        shoppers: 15_963,
        methods: { vitrine: { 'hitRate@20': hitRate, 'mrr@20': 0.125 } },
        comparison: { vitrine: { interval: [0.51, 0.53] } },
        overSeeds: { 'hitRate@20': { mean: 0.5, spread: 0.002 } },
      },
    },
  };
}

describe('bench/README.md', () => {
  it('quotes bench/results, as npm run bench:readme writes it', () => {
    expect(quoteBenchmarks(page)).toBe(page);
  });

  it('quotes figures with their cases, interval, seeds and origin, beside those that are published', () => {
    const quoted = quoteBenchmarks(page, (name) => (name === 'diginetica' ? resultOf(0.52) : undefined));
    expect(quoted).toContain('(60,858 cases of 15,963 shoppers)');
    expect(quoted).toContain('| vitrine | .5200 | .1250 | .5100 to .5300 | measured here |');
    expect(quoted).toContain('| GCE-GNN | .5422 | .1904 |  | its paper |');
    expect(quoted).toContain('HR@20 .5000 ± .0020');
    expect(quoted).toContain('3.1 MB, 2.0 MB gzip, rounding cost 0.12 % of validation NDCG@20');
    expect(quoted).toContain(`log.csv \`${'b'.repeat(12)}…\`, seed 42, commit \`${'a'.repeat(12)}\``);
    expect(quoteBenchmarks(quoted, (name) => (name === 'diginetica' ? resultOf(0.53) : undefined))).not.toBe(quoted);
  });

  it('is refused without a place for the figures', () => {
    expect(() => quoteBenchmarks('# Benchmarks')).toThrow('<!-- online-retail -->');
  });
});

describe('the benchmarks', () => {
  it.each(Object.entries(benchmarks))('%s has a valid configuration and protocols that there are', (_, benchmark) => {
    const config = parseConfig(JSON.parse(readFileSync(join(root, benchmark.config), 'utf8')));
    expect(config.seed).toBe(42);
    for (const { protocol, columns, published = [] } of benchmark.protocols) {
      expect(protocols).toContain(protocol);
      for (const [, figures] of published) expect(figures.length).toBeLessThanOrEqual(Object.keys(columns).length);
    }
  });
});
