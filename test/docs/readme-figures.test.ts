import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  describeQuality,
  describeSizes,
  describeSpeed,
  renderFigures,
  replaceFigures,
} from '../../bench/render-figures.mjs';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const sha256 = (path: string) =>
  createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex');

/** A result as the quality benchmark writes it, with figures that are easy to find again. */
const quality = {
  commit: 'a'.repeat(40),
  dataSha256: 'b'.repeat(64),
  modelHash: '0123456789abcdef',
  seed: 42,
  protocols: {
    'basket-completion': {
      cases: 1130,
      shoppers: 900,
      methods: { vitrine: { 'hitRate@10': 0.25, 'hitRate@20': 0.5, 'mrr@10': 0.125, 'ndcg@10': 1 } },
    },
    'next-basket': { cases: 600, shoppers: 600, methods: { vitrine: { 'recall@20': 0.3 } } },
  },
};

describe('the figures in the README', () => {
  it('are those of bench/results, as npm run bench:readme writes them', () => {
    expect(replaceFigures(readme, renderFigures())).toBe(readme);
  });

  it('were measured on the model and the log that ship', () => {
    const { modelHash, dataSha256 } = JSON.parse(readFileSync(join(root, 'bench/results/online-retail.json'), 'utf8'));
    expect(modelHash).toBe(sha256('demo/public/model/manifest.json').slice(0, 16));
    expect(dataSha256).toBe(sha256('demo/data/online-retail.parquet'));
  });

  it('would be noticed if one digit differed', () => {
    const shown = replaceFigures(readme, describeQuality(quality));
    expect(replaceFigures(shown, describeQuality({ ...quality, seed: 43 }))).not.toBe(shown);
  });

  it('come with their count of cases, data, seed and commit', () => {
    const text = describeQuality(quality);
    expect(text).toContain('| vitrine | .2500 | .5000 | .1250 | 1.0000 |');
    expect(text).toContain('| vitrine | .3000 |  |  |  |');
    expect(text).toContain('1,130 cases of 900 customers');
    expect(text).toContain(`Data SHA-256 \`${'b'.repeat(12)}…\`, model \`0123456789abcdef\`, seed 42`);
    expect(text).toContain(`commit \`${'a'.repeat(12)}\``);
  });

  it('show sizes beside their budgets and their peers', () => {
    const sizes = [{ name: 'main entry', files: ['index.js'], kb: 9.876, budgetKb: 12 }];
    const text = describeSizes({ commit: 'c'.repeat(40), sizes, peers: { larger: 19.752, smaller: 4.938 } });
    expect(text).toContain('| main entry | 9.9 | 12 |');
    expect(text).toContain('larger 19.8 (2.0 ×) · smaller 4.9 (0.5 ×)');
  });

  it('show how much longer other executions take than plain arrays', () => {
    const cpu = { firstMs: 20, fullMs: 8, oneMoreMs: 0.5 };
    const webgl = { firstMs: 2000, fullMs: 20, oneMoreMs: 10 };
    const origin = { commit: 'd'.repeat(40), modelHash: 'cafe', items: 3656, tokens: 128, browser: 'Chromium 156' };
    const text = describeSpeed({ ...origin, executions: { cpu, webgl } });
    expect(text).toContain('| plain arrays | 20 ms | 8 ms | 0.5 ms |');
    expect(text).toContain('| WebGL, in software | 2000 ms (100 ×) | 20 ms (2.5 ×) | 10 ms (20 ×) |');
    expect(text).toContain('3,656 items scored each time');
  });

  it('are refused a README without a place for them', () => {
    expect(() => replaceFigures('# Vitrine', 'x')).toThrow('<!-- figures -->');
  });
});
