import { createRandom } from '../../random.js';
import { checkCounts, checkDistinct } from '../points/check-options.js';
import { clusterMeans, inertiaOf } from '../points/cluster-means.js';
import { type Clustering, checkPoints, checkRows, type Fit } from '../points/clustering.js';
import { loadRow, rowDistances } from '../points/row-distances.js';
import { largestEigenvectors } from '../spectrum/largest-eigenvectors.js';
import { countParts, type NeighbourGraph, neighbourGraph } from '../spectrum/neighbour-graph.js';
import { kMeans } from './k-means.js';

/** Named as in scikit-learn's SpectralClustering with the affinity `nearest_neighbors`. */
export interface SpectralOptions {
  readonly nClusters: number;
  /** Nearest points that each is joined with, itself counted as one of them. Default 10. */
  readonly nNeighbors?: number;
  /** Starts of k-means on the graph's eigenvectors. Default 10. */
  readonly nInit?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** Groups of a graph, and how far it reached. */
export interface SpectralClustering extends Clustering {
  /** The one given, or the first doubling of it whose graph falls into no more parts than clusters. */
  readonly nNeighbors: number;
}

/**
 * Groups points that a graph of nearest neighbours joins, whatever their shape: k-means on the eigenvectors of the
 * graph's normalised Laplacian, I - D^-½ W D^-½, for its `nClusters` least eigenvalues. Time O(n² size) for the graph.
 *
 * Where the graph falls into more parts than clusters, the parts that share a cluster would be drawn by lot: instead the
 * number of neighbours is doubled until it does not.
 *
 * A new point belongs to the cluster of the nearest point.
 *
 * @param points row-major, [n, size]
 * @throws VitrineError `OPTION_INVALID` for an option out of range, `DATA_TOO_SMALL` for fewer distinct points than
 *   clusters, and as `checkPoints`
 * @see Shi and Malik 2000, doi:10.1109/34.868688; von Luxburg 2007, doi:10.1007/s11222-007-9033-z
 * @example spectral(Float32Array.of(0, 1, 9, 10), 1, { nClusters: 2, nNeighbors: 2 }).labels // Int32Array [1, 1, 0, 0]
 */
export const spectral: Fit<SpectralOptions, SpectralClustering> = (points, size, options) => {
  const n = checkPoints(points, size);
  const { nClusters, nInit = 10, seed = 0 } = options;
  checkCounts({ nNeighbors: options.nNeighbors ?? 10, nInit });
  checkDistinct(points, size, nClusters);

  const { graph, nNeighbors } = joinEnough(points, size, nClusters, options.nNeighbors ?? 10);
  const roots = squareRootsOfDegrees(graph);
  const multiply = (vector: Float64Array, out: Float64Array) => multiplyNormalised(graph, roots, vector, out);
  const { vectors } = largestEigenvectors(multiply, n, nClusters, createRandom(seed));
  const places = new Float32Array(n * nClusters);
  for (let i = 0; i < n; i++) {
    // Scaled, so that a vector with equal entries has entries near 1.
    for (let c = 0; c < nClusters; c++) places[i * nClusters + c] = (vectors[c * n + i] / roots[i]) * Math.sqrt(n);
  }
  const { labels } = kMeans(places, nClusters, { nClusters, nInit, seed });
  const centroids = new Float32Array(clusterMeans(points, size, labels));
  return {
    labels,
    centroids,
    inertia: inertiaOf(points, size, labels, centroids),
    nNeighbors,
    assign: (own) => labelsOfNearest(own, points, size, labels),
  };
};

function joinEnough(points: Float32Array, size: number, nClusters: number, least: number) {
  const n = points.length / size;
  for (let nNeighbors = Math.min(n, least); ; nNeighbors = Math.min(n, 2 * nNeighbors)) {
    const graph = neighbourGraph(points, size, nNeighbors - 1);
    if (nNeighbors === n || countParts(graph) <= nClusters) return { graph, nNeighbors };
  }
}

function squareRootsOfDegrees({ starts, weights }: NeighbourGraph): Float64Array {
  return Float64Array.from({ length: starts.length - 1 }, (_, i) => {
    const degree = weights.subarray(starts[i], starts[i + 1]).reduce((sum, weight) => sum + weight, 0);
    return Math.sqrt(degree) || 1; // a point alone
  });
}

/** D^-½ W D^-½ v, whose largest eigenvalues are 1 less the least of the Laplacian. */
function multiplyNormalised(graph: NeighbourGraph, roots: Float64Array, vector: Float64Array, out: Float64Array): void {
  const { starts, neighbours, weights } = graph;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let at = starts[i]; at < starts[i + 1]; at++)
      sum += (weights[at] * vector[neighbours[at]]) / roots[neighbours[at]];
    out[i] = sum / roots[i];
  }
}

function labelsOfNearest(own: Float32Array, points: Float32Array, size: number, labels: Int32Array): Int32Array {
  const squares = new Float64Array(labels.length);
  const row = new Float64Array(size);
  return Int32Array.from({ length: checkRows(own, size) }, (_, i) => {
    rowDistances(loadRow(row, own, i), points, 0, squares.length, squares);
    return labels[squares.indexOf(squares.reduce((a, b) => Math.min(a, b)))];
  });
}
