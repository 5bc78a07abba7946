import { meanSilhouette } from '../../../clusters/judging/silhouette.js';
import { calinskiHarabasz, daviesBouldin } from '../../../clusters/judging/validity.js';

/** How well clusters lie apart, noise counting against them; to be compared within one space alone. Plain JSON. */
export interface Separation {
  readonly silhouette: number;
  /** The standard error of `silhouette`, which is measured on a sample. */
  readonly silhouetteError: number;
  readonly calinskiHarabasz: number;
  /** Lower is better. */
  readonly daviesBouldin: number;
}

/** Points whose silhouette is measured, each against all others. */
const sampleSize = 500;

/**
 * Measures silhouette, Calinski-Harabasz and Davies-Bouldin of a labelling.
 *
 * @param points row-major, [n, size]
 * @param labels -1 for noise, [n]
 * @throws VitrineError `DATA_TOO_SMALL` for fewer than two clusters
 */
export function measureSeparation(points: Float32Array, size: number, labels: Int32Array, seed: number): Separation {
  const { mean, standardError } = meanSilhouette(points, size, labels, { sampleSize, seed });
  return {
    silhouette: mean,
    silhouetteError: standardError,
    calinskiHarabasz: calinskiHarabasz(points, size, labels),
    daviesBouldin: daviesBouldin(points, size, labels),
  };
}
