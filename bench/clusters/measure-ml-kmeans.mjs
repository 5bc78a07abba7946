// node measure-ml-kmeans.mjs POINTS OPTIONS: prints one line of JSON.
import { kmeans } from 'ml-kmeans';
import { readPoints } from './read-points.mjs';
import { timed } from './timed.mjs';

const [file, json] = process.argv.slice(2);
const { size, seed, nClusters, maxIterations } = JSON.parse(json);
const flat = readPoints(file);
const points = Array.from({ length: flat.length / size }, (_, i) => flat.subarray(i * size, (i + 1) * size));

// It knows neither batches nor typed matrices. Random starts: its k-means++ alone would take minutes here.
const { value, ...took } = timed(() => kmeans(points, nClusters, { seed, maxIterations, initialization: 'random' }));
const inertia = points.reduce((sum, point, i) => sum + squaredDistance(point, value.centroids[value.clusters[i]]), 0);
process.stdout.write(JSON.stringify({ ...took, inertia, peakGb: process.resourceUsage().maxRSS / 1e6 }));

function squaredDistance(a, b) {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] - b[d]) ** 2;
  return sum;
}
