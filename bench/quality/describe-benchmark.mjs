import { count, decimals, table } from '../markdown.mjs';

/**
 * A benchmark's result as Markdown: a table a protocol, published figures below those measured here.
 *
 * @param {string} name
 * @param {import('./benchmarks.mjs').Benchmark} benchmark
 * @param {import('./run-benchmark.mjs').BenchmarkResult} result
 */
export function describeBenchmark(name, { title, protocols }, result) {
  const tables = protocols.flatMap((protocol) => {
    const measured = result.protocols[protocol.protocol];
    return measured ? [describeProtocol(protocol, measured)] : [];
  });
  return [`### ${title}`, ...tables, describeOrigin(name, result)].join('\n\n');
}

function describeProtocol({ protocol, asks, columns, published = [] }, measured) {
  const { cases, shoppers, headline, methods, comparison, overSeeds } = measured;
  const names = Object.values(columns);
  const ours = Object.entries(methods).map(([method, figures]) => {
    const [low, high] = comparison[method].interval;
    return [
      method,
      ...names.map((figure) => decimals(figures[figure])),
      `${decimals(low)} to ${decimals(high)}`,
      'measured here',
    ];
  });
  const theirs = published.map(([method, figures, source]) => [
    method,
    ...names.map((_, i) => decimals(figures[i])),
    '',
    source,
  ]);
  const heads = ['', ...Object.keys(columns), `95 % of ${headline}`, 'from'];
  const asked = `**${protocol}**: ${asks} (${count(cases)} cases of ${count(shoppers)} shoppers).`;
  const spread = Object.entries(columns).flatMap(([head, figure]) => {
    const one = overSeeds?.[figure];
    return one ? [`${head} ${decimals(one.mean)} ± ${decimals(one.spread)}`] : [];
  });
  return [
    asked,
    table(heads, [...ours, ...theirs]),
    ...(spread.length > 0 ? [`Over seeds of training, mean and standard deviation: ${spread.join(', ')}.`] : []),
  ].join('\n\n');
}

function describeOrigin(name, result) {
  const { commit, files, modelHash, seed, trainingSeeds, encoder, epochs, quantisation, bytes } = result;
  const data = files.map(({ file, sha256 }) => `${file} \`${sha256.slice(0, 12)}…\``).join(', ');
  const megabytes = (n) => `${(n / 1e6).toFixed(1)} MB`;
  const seeds = trainingSeeds ? `seeds ${trainingSeeds.join(', ')}` : `seed ${seed}`;
  return [
    `Encoder \`${encoder.kind}\` of size ${encoder.embeddingSize}, epochs of training and refit: ${epochs}, model \`${modelHash}\``,
    `${megabytes(bytes.raw)}, ${megabytes(bytes.gzip)} gzip`,
    ...(quantisation === undefined ? [] : [`rounding cost ${(100 * quantisation).toFixed(2)} % of validation NDCG@20`]),
    `data (SHA-256) ${data}`,
    seeds,
    ...(result.baselineOptionsOf
      ? [`options of the baselines as chosen at commit \`${result.baselineOptionsOf.slice(0, 12)}\``]
      : []),
    `commit \`${commit.slice(0, 12)}\`: \`npm run bench:quality -- ${name}\`.`,
  ].join(', ');
}
