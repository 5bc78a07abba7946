// node measure-vitrine.mjs BUNDLE POINTS OPTIONS: prints one line of JSON.
import { readPoints } from './read-points.mjs';
import { timed } from './timed.mjs';

const [bundle, file, json] = process.argv.slice(2);
const { size, seed, ...options } = JSON.parse(json);
const { kMeans, clusterProbabilities, meanSilhouette, createRandom } = await import(bundle);
const points = readPoints(file);

const { value: clustering, ...kMeansTook } = timed(() => kMeans(points, size, { ...options, seed }));
const peakGb = process.resourceUsage().maxRSS / 1e6;

process.stdout.write(
  JSON.stringify({
    kMeans: { ...kMeansTook, inertia: clustering.inertia, peakGb },
    silhouette: seed === 0 ? measureSilhouette() : undefined, // it takes longer than all else, and always as long
    assignmentUs: measureAssignment(),
  }),
);

function measureSilhouette() {
  const n = 20_000;
  const few = points.subarray(0, n * size);
  const { value, ...took } = timed(() => meanSilhouette(few, size, clustering.labels.subarray(0, n)));
  return { points: n, mean: value.mean, ...took };
}

/** Microseconds of one shopper's probabilities over 256 clusters, the mean of many after warming up. */
function measureAssignment() {
  const random = createRandom(1);
  const centroids = Float32Array.from({ length: 256 * size }, () => random.normal());
  const shoppers = Array.from({ length: 64 }, () => Float32Array.from({ length: size }, () => random.normal()));
  const assignAll = (times) => {
    let sum = 0;
    for (let i = 0; i < times; i++) sum += clusterProbabilities(shoppers[i % 64], centroids, size, 1)[0];
    return sum;
  };
  assignAll(2000);
  const times = 20_000;
  return (timed(() => assignAll(times)).cpuSeconds / times) * 1e6;
}
