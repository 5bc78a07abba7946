import { meanSilhouette } from '../../clusters/judging/silhouette.js';
import { calinskiHarabasz, daviesBouldin } from '../../clusters/judging/validity.js';

/** How well clusters lie apart; to be compared within one space alone. Plain JSON. */
export interface Separation {
  /** The mean over all points fitted, in which each noise point counts 0. */
  readonly silhouette: number;
  /** The standard error of `silhouette`, which is measured on a sample. */
  readonly silhouetteError: number;
  /** Of the points that belong to some cluster. */
  readonly calinskiHarabasz: number;
  /** Of the points that belong to some cluster; lower is better. */
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
  const rows = Int32Array.from(labels.keys()).filter((i) => labels[i] >= 0);
  const clustered = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    clustered.set(points.subarray(row * size, (row + 1) * size), i * size);
  });
  const own = labels.filter((label) => label >= 0);
  const share = rows.length / labels.length;
  const { mean, standardError } = meanSilhouette(clustered, size, own, { sampleSize, seed });
  return {
    silhouette: mean * share,
    silhouetteError: standardError * share,
    calinskiHarabasz: calinskiHarabasz(clustered, size, own),
    daviesBouldin: daviesBouldin(clustered, size, own),
  };
}
