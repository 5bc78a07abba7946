/** How evenly shoppers are spread over clusters; plain JSON. */
export interface Balance {
  /** Shoppers of each cluster, [nClusters]. */
  readonly sizes: readonly number[];
  /** The share of all shoppers that the smallest cluster holds. */
  readonly smallestShare: number;
  /** The share of all shoppers that belong to none. */
  readonly noiseShare: number;
  /**
   * The entropy of the sizes over that of equal ones, times the share that belongs to some cluster: 1 for equal clusters of
   * everyone, 0 for one cluster.
   */
  readonly evenness: number;
}

/**
 * Measures the balance of a labelling.
 *
 * @param labels 0..nClusters-1, or -1 for no cluster, [n]
 * @example measureBalance(Int32Array.of(0, 0, 1, 1), 2).evenness // 1
 */
export function measureBalance(labels: Int32Array, nClusters: number): Balance {
  const sizes = new Array<number>(nClusters).fill(0);
  let nNoise = 0;
  for (const label of labels) {
    if (label < 0) nNoise++;
    else sizes[label]++;
  }
  const nClustered = labels.length - nNoise;
  const entropy = sizes
    .filter((size) => size > 0)
    .reduce((sum, size) => sum - (size / nClustered) * Math.log(size / nClustered), 0);
  const noiseShare = nNoise / labels.length;
  return {
    sizes,
    smallestShare: nClusters === 0 ? 0 : Math.min(...sizes) / labels.length,
    noiseShare,
    evenness: nClusters < 2 || nClustered === 0 ? 0 : (entropy / Math.log(nClusters)) * (1 - noiseShare),
  };
}
