import { count, table } from '../markdown.mjs';

/**
 * The benchmark of clustering as Markdown.
 *
 * @param {object} result bench/results/clusters.json
 * @returns {string}
 */
export function describeClusters({ commit, points, size, nClusters, rounds, kMeans, assignmentUs, silhouette }) {
  const [ours] = Object.values(kMeans);
  const rows = Object.entries(kMeans).flatMap(([name, figures]) => {
    if (!figures) return [];
    const { seconds, cpuSeconds, meanInertia, peakGb } = figures;
    const ratio = (value, own) => `${value.toFixed(2)} (${(value / own).toFixed(2)} ×)`;
    const times = [ratio(seconds, ours.seconds), ratio(cpuSeconds, ours.cpuSeconds)];
    return [[name, ...times, meanInertia.toFixed(2), peakGb.toFixed(2)]];
  });
  return [
    '### Clustering',
    `k-means of ${count(points)} × ${size} synthetic embeddings into ${nClusters} clusters, the median of ${rounds} runs.`,
    table(['', 'seconds', 'of processor', 'inertia a point', 'peak GB'], rows),
    `One shopper to one of 256 clusters: ${assignmentUs} µs. The exact silhouette of ${count(silhouette.points)} × ${size}: ` +
      `${silhouette.cpuSeconds} s of processor, without a matrix of all distances.`,
    `Commit \`${commit.slice(0, 12)}\`: \`npm run bench:clusters\`.`,
  ].join('\n\n');
}
