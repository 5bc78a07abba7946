import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeAudit } from '../audit/describe-audit.mjs';
import { describeClusterLab } from '../clusters/describe-cluster-lab.mjs';
import { describeClusters } from '../clusters/describe-clusters.mjs';
import { describePage } from '../page/describe-page.mjs';
import { describeSoak } from '../page/describe-soak.mjs';
import { describeTrack } from '../page/describe-track.mjs';
import { benchmarks } from './benchmarks.mjs';
import { describeBenchmark } from './describe-benchmark.mjs';
import { describeColdStart } from './describe-cold-start.mjs';
import { describeEncoders } from './describe-encoders.mjs';
import { describeThreads } from './describe-threads.mjs';

/** What is quoted, by the name of its file in bench/results. */
const sections = {
  ...Object.fromEntries(
    Object.entries(benchmarks).map(([name, benchmark]) => [
      name,
      (result) => describeBenchmark(name, benchmark, result),
    ]),
  ),
  'cold-start': describeColdStart,
  encoders: describeEncoders,
  threads: describeThreads,
  clusters: describeClusters,
  'cluster-lab': describeClusterLab,
  track: describeTrack,
  page: describePage,
  soak: describeSoak,
  audit: describeAudit,
};

/**
 * Puts each benchmark's tables between its two marks, `<!-- NAME -->` and `<!-- /NAME -->`; nothing where there is no result.
 *
 * @param {string} text of bench/README.md
 * @param {(name: string) => import('./run-benchmark.mjs').BenchmarkResult | undefined} read
 */
export function quoteBenchmarks(text, read = readResult) {
  return Object.entries(sections).reduce((quoted, [name, render]) => {
    const marked = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!marked.test(quoted)) throw new Error(`bench/README.md has no <!-- ${name} --> … <!-- /${name} -->`);
    const result = read(name);
    const tables = result ? `\n${render(result)}\n\n` : '';
    return quoted.replace(marked, (_, open, close) => `${open}${tables}${close}`);
  }, text);
}

function readResult(name) {
  const path = join(import.meta.dirname, `../results/${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
