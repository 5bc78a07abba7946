import { checkCounts, invalidOption } from '../../../clusters/points/check-options.js';

/** How deep clustering tunes, whatever it tunes. */
export interface DeepOptions {
  readonly nClusters: number;
  /** Passes over the points at most. Default 10. */
  readonly epochs?: number;
  /**
   * How much the clustering loss counts beside the loss that keeps the embedding what it is (for an encoder that of
   * predicting the next item), above 0. Alone it would draw all points of a cluster into one. Default 1.
   */
  readonly clusteringWeight?: number;
  /** Of Adam; that of the centroids is this times the root of the scale, which is their unit. Default 1e-3. */
  readonly learningRate?: number;
  /** It stops after a pass in which fewer than this share of the points changed cluster; 0 makes all passes. Default .001. */
  readonly tol?: number;
  /** Default 0. */
  readonly seed?: number;
}

/** What a comparison can afford, which tunes some ten times for each number of clusters. */
export const briefTuning = { epochs: 4, maxTokens: 48 };

/**
 * Fills in the defaults.
 *
 * @throws VitrineError `OPTION_INVALID` for an option out of range
 */
export function readDeepOptions(options: DeepOptions): Required<DeepOptions> {
  const { nClusters, epochs = 10, clusteringWeight = 1, learningRate = 1e-3, tol = 0.001, seed = 0 } = options;
  checkCounts({ nClusters, epochs });
  for (const [name, value] of Object.entries({ clusteringWeight, learningRate })) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw invalidOption(name, value, 'a number above 0');
  }
  if (!(tol >= 0)) throw invalidOption('tol', tol, 'a number from 0');
  return { nClusters, epochs, clusteringWeight, learningRate, tol, seed };
}
