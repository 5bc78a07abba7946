import { linkages } from '../../../src/clusters/agglomeration/linkage.js';
import { agglomerative } from '../../../src/clusters/algorithms/agglomerative.js';
import { dbscan } from '../../../src/clusters/algorithms/dbscan.js';
import { toDirections } from '../../../src/clusters/algorithms/directions.js';
import { kMeans } from '../../../src/clusters/algorithms/k-means.js';
import { spectral } from '../../../src/clusters/algorithms/spectral.js';
import { trimmedFit } from '../../../src/clusters/outliers/trimmed-fit.js';
import { describeClusterer } from '../../contracts/clusterer.contract.js';

describeClusterer({
  name: 'k-means',
  takesCount: true,
  cluster: (points, size, nClusters) => kMeans(points, size, { nClusters }),
});
describeClusterer({
  name: 'k-means of directions',
  takesCount: true,
  toRows: toDirections,
  cluster: (points, size, nClusters) => kMeans(points, size, { nClusters, metric: 'cosine' }),
});
describeClusterer({
  name: 'k-means in batches',
  takesCount: true,
  cluster: (points, size, nClusters) => kMeans(points, size, { nClusters, batchSize: 64 }),
});
describeClusterer({
  name: 'DBSCAN',
  takesCount: false,
  cluster: (points, size) => dbscan(points, size, { eps: 1.5, minSamples: points.length > size ? 4 : 1 }),
});
for (const linkage of linkages) {
  describeClusterer({
    name: `agglomeration by ${linkage} linkage`,
    takesCount: true,
    cluster: (points, size, nClusters) => agglomerative(points, size, { nClusters, linkage }),
  });
}
describeClusterer({
  name: 'spectral clustering',
  takesCount: true,
  setsApart: false, // its graph joins every point with some others
  cluster: (points, size, nClusters) => spectral(points, size, { nClusters }),
});
describeClusterer({
  name: 'a trimmed fit that leaves out nothing',
  takesCount: true,
  cluster: (points, size, nClusters) => trimmedFit(kMeans, points, size, { nClusters }, { share: 0 }),
});
