// What the benchmark of the clusters measures, as the sources have it.
export { kMeans } from '../../src/clusters/algorithms/k-means.js';
export { meanSilhouette } from '../../src/clusters/judging/silhouette.js';
export { clusterProbabilities } from '../../src/clusters/placing/assign.js';
export { createRandom } from '../../src/random.js';
