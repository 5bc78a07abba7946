import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '../dist');

/** What a page loads, and the most that it may weigh; kB are 1,000 bytes after gzip. */
export const budgets = [
  { name: 'main entry, all that a page loads at first', entries: ['index.js'], budgetKb: 11.1 },
  { name: 'storage, upon consent, idb inside', entries: ['vitrine.storage.js'], budgetKb: 5 },
  { name: "worker's client, upon consent, comlink inside", entries: ['vitrine.client.js'], budgetKb: 6.5 },
  { name: 'stub, before the script tag', entries: ['vitrine.stub.js'], budgetKb: 1 },
  { name: 'head script, before anything is painted', entries: ['vitrine.first.js'], budgetKb: 2 },
  { name: 'script tag, markup included', entries: ['vitrine.iife.js'], budgetKb: 18.5 },
  { name: 'debug panel', entries: ['vitrine.debug.js'], budgetKb: 12 },
  { name: 'rules, every one of them', entries: ['rules.js'], budgetKb: 4.5 },
  { name: 'sources, every one of them', entries: ['sources.js'], budgetKb: 6 },
  { name: 'React, beyond the main entry', entries: ['react.js'], budgetKb: 1.6 },
  { name: 'Vue, beyond the main entry', entries: ['vue.js'], budgetKb: 1.6 },
  { name: 'InstantSearch, beyond the main entry', entries: ['instantsearch.js'], budgetKb: 1.6 },
  { name: 'custom element, which moves nodes itself', entries: ['element.js'], budgetKb: 5.7 },
  { name: 'sources, a second script tag', entries: ['vitrine-sources.iife.js'], budgetKb: 6 },
  { name: 'worker on plain arrays, which answers first', entries: ['vitrine.worker.js'], budgetKb: 30 },
  { name: 'worker on WebGL', entries: ['vitrine.worker.js', 'vitrine.webgl.js'], budgetKb: 120 },
  {
    name: 'worker on WASM, its binary included',
    entries: ['vitrine.worker.js', 'vitrine.wasm.js', 'tfjs-backend-wasm-simd.wasm'],
    budgetKb: 210,
  },
];

/**
 * Measures the built package as it travels: every file that the entries load, gzipped one by one.
 *
 * @returns {{ name: string, files: string[], kb: number, budgetKb: number }[]}
 */
export function measureSizes() {
  return budgets.map(({ name, entries, budgetKb }) => {
    const files = filesLoadedBy(entries);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    return { name, files, kb: Math.round(bytes / 10) / 100, budgetKb };
  });
}

/** The entries, and what they import statically. */
function filesLoadedBy(entries) {
  const files = new Set(entries);
  for (const file of files) {
    if (!file.endsWith('.js')) continue;
    const code = readFileSync(join(dist, file), 'utf8');
    for (const [, imported] of code.matchAll(/\bfrom\s*["']\.\/([^"']+)["']/g)) files.add(imported);
  }
  return [...files];
}
