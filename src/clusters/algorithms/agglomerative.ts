import { agglomerate } from '../agglomeration/agglomerate.js';
import { condensedDistances } from '../agglomeration/condensed-distances.js';
import { cutInto, type Dendrogram } from '../agglomeration/dendrogram.js';
import { type Linkage, linkages } from '../agglomeration/linkage.js';
import { checkDistinct, invalidOption } from '../points/check-options.js';
import { clusterMeans, inertiaOf } from '../points/cluster-means.js';
import { type Clustering, checkPoints, checkRows, countLabels, type Fit } from '../points/clustering.js';
import { loadRow, rowDistances } from '../points/row-distances.js';

/** Named as in scikit-learn's AgglomerativeClustering. */
export interface AgglomerativeOptions {
  readonly nClusters: number;
  /** Default 'ward'. */
  readonly linkage?: Linkage;
}

/** A clustering that is one cut of a tree, with the tree. */
export interface AgglomerativeClustering extends Clustering {
  /** `cutInto(dendrogram, k)` gives the labels of any other k without fitting again. */
  readonly dendrogram: Dendrogram;
}

/**
 * Groups points by merging the two nearest groups over and over, until `nClusters` are left. Memory is 4 n² bytes.
 *
 * A new point joins the cluster that is nearest to it in the linkage of the tree.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_TOO_SMALL` for fewer distinct points than
 *   clusters, `OUT_OF_MEMORY` for more than `maxPoints` points, and as `checkPoints`
 * @see Müllner 2011, arXiv:1109.2378
 * @example agglomerative(Float32Array.of(0, 1, 9, 10), 1, { nClusters: 2 }).labels // Int32Array [0, 0, 1, 1]
 */
export const agglomerative: Fit<AgglomerativeOptions, AgglomerativeClustering> = (points, size, options) => {
  const n = checkPoints(points, size);
  const { nClusters, linkage = 'ward' } = options;
  if (!linkages.includes(linkage)) throw invalidOption('linkage', linkage, `one of ${linkages.join(', ')}`);
  return cutClustering(points, size, agglomerate(condensedDistances(points, size), n, linkage), { nClusters, linkage });
};

/**
 * Another cut of a tree, as if `agglomerative` had been asked for it.
 *
 * @param points that the tree was built of, by the same linkage
 * @throws VitrineError `OPTION_INVALID` and `DATA_TOO_SMALL` as `agglomerative`
 */
export function cutClustering(
  points: Float32Array,
  size: number,
  dendrogram: Dendrogram,
  { nClusters, linkage = 'ward' }: AgglomerativeOptions,
): AgglomerativeClustering {
  checkDistinct(points, size, nClusters);
  const labels = cutInto(dendrogram, nClusters);
  const centroids = new Float32Array(clusterMeans(points, size, labels));
  const place = linkage === 'ward' ? joinByWard : linkage === 'average' ? joinByMean : joinByLargest;
  return {
    labels,
    centroids,
    inertia: inertiaOf(points, size, labels, centroids),
    dendrogram,
    assign: (own) => place(own, { points, size, labels, centroids, counts: countLabels(labels) }),
  };
}

/** What new points are placed among. */
interface Fitted {
  readonly points: Float32Array;
  readonly size: number;
  readonly labels: Int32Array;
  readonly centroids: Float32Array;
  readonly counts: Int32Array;
}

/** What a point adds to the inertia of a cluster of c points is c / (c + 1) of its squared distance to the mean. */
function joinByWard(points: Float32Array, { size, centroids, counts }: Fitted): Int32Array {
  const weights = Float64Array.from(counts, (count) => count / (count + 1));
  return joinNearest(points, size, centroids, (squares) => squares.map((square, c) => square * weights[c]));
}

function joinByMean(points: Float32Array, fitted: Fitted): Int32Array {
  return joinNearest(points, fitted.size, fitted.points, (squares) => {
    const sums = new Float64Array(fitted.counts.length);
    for (let i = 0; i < squares.length; i++) sums[fitted.labels[i]] += Math.sqrt(squares[i]);
    return sums.map((sum, c) => sum / fitted.counts[c]);
  });
}

function joinByLargest(points: Float32Array, fitted: Fitted): Int32Array {
  return joinNearest(points, fitted.size, fitted.points, (squares) => {
    const largest = new Float64Array(fitted.counts.length);
    for (let i = 0; i < squares.length; i++) {
      const label = fitted.labels[i];
      largest[label] = Math.max(largest[label], squares[i]);
    }
    return largest;
  });
}

/** The cluster with the least of the distances that `toClusters` makes of the squared distances to all rows. */
function joinNearest(
  points: Float32Array,
  size: number,
  rows: Float32Array,
  toClusters: (squares: Float64Array) => Float64Array,
): Int32Array {
  const m = checkRows(points, size);
  const row = new Float64Array(size);
  const squares = new Float64Array(rows.length / size);
  return Int32Array.from({ length: m }, (_, i) => {
    rowDistances(loadRow(row, points, i), rows, 0, squares.length, squares);
    const distances = toClusters(squares);
    return distances.indexOf(distances.reduce((a, b) => Math.min(a, b)));
  });
}
