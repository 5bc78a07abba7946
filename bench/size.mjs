// npm run bench:size: what a page loads, beside what shops load already.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureSizes } from './measure-sizes.mjs';

/** Gzip kB of scripts that shops load already, each as its publisher ships it: measured once, in 2026. */
const peers = {
  'web-vitals': 3.3,
  'search-insights': 3.7,
  '@algolia/recommend': 6.4,
  growthbook: 15.5,
  snowplow: 17.8,
  statsig: 23,
  segment: 31,
  amplitude: 68,
  posthog: 122,
  'transformers.js': 128,
  'instantsearch.js': 150,
};

const sizes = measureSizes();
const [main] = sizes;
const write = (text = '') => process.stdout.write(`${text}\n`);

write('Vitrine, gzip'.padEnd(44) + 'kB'.padStart(8) + 'budget'.padStart(8));
for (const { name, kb, budgetKb } of sizes) {
  write(name.padEnd(44) + kb.toFixed(1).padStart(8) + String(budgetKb).padStart(8));
}
write();
write('What shops load already, gzip'.padEnd(44) + 'kB'.padStart(8) + 'of our main entry'.padStart(20));
for (const [name, kb] of Object.entries(peers)) {
  write(name.padEnd(44) + kb.toFixed(1).padStart(8) + `${(kb / main.kb).toFixed(1)} x`.padStart(20));
}

const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
const report = { commit, unit: 'kB (1,000 bytes) after gzip', sizes, peers };
writeFileSync(join(results, 'size.json'), `${JSON.stringify(report, null, 2)}\n`);
