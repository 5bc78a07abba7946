import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchmarks } from './benchmarks.mjs';
import { describeBenchmark } from './describe-benchmark.mjs';

/**
 * Puts each benchmark's tables between its two marks, `<!-- NAME -->` and `<!-- /NAME -->`; nothing where there is no result.
 *
 * @param {string} text of bench/README.md
 * @param {(name: string) => import('./run-benchmark.mjs').BenchmarkResult | undefined} read
 */
export function quoteBenchmarks(text, read = readResult) {
  return Object.entries(benchmarks).reduce((quoted, [name, benchmark]) => {
    const marked = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!marked.test(quoted)) throw new Error(`bench/README.md has no <!-- ${name} --> … <!-- /${name} -->`);
    const result = read(name);
    const tables = result ? `\n${describeBenchmark(name, benchmark, result)}\n\n` : '';
    return quoted.replace(marked, (_, open, close) => `${open}${tables}${close}`);
  }, text);
}

function readResult(name) {
  const path = join(import.meta.dirname, `../results/${name}.json`);
  const result = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  // One that was measured before results told their files has no intervals to quote.
  return result?.files && result;
}
