import { VitrineError } from '../../errors.js';
import type { ClusterLab } from './cluster-lab.js';
import { algorithms } from './groups/algorithms.js';
import { type NoiseChoice, noiseChoices, withoutOutliers } from './groups/noise.js';
import { type JudgedClustering, judgeClustering } from './judging/judge-clustering.js';
import type { SpaceName } from './spaces/feature-space.js';
import { type MissingChoice, missingChoices } from './spaces/missing-values.js';

export interface TreatmentOptions {
  readonly seed: number;
  readonly onProgress?: (message: string) => void;
}

/**
 * Judges one clustering again with every treatment of outliers in its own space, and with every treatment of missing
 * values in the space of behaviour, the only one that has any.
 */
export function judgeTreatments(
  lab: ClusterLab,
  base: Pick<JudgedClustering, 'space' | 'algorithm' | 'nClusters'>,
  { seed, onProgress = () => {} }: TreatmentOptions,
): JudgedClustering[] {
  const { algorithm, nClusters } = base;
  const { takesK: _, group, ...limits } = algorithms[algorithm];
  const judge = (space: SpaceName, noise: NoiseChoice, missing?: MissingChoice): JudgedClustering[] => {
    const treatment = { ...(missing ? { missing } : {}), noise };
    const contender = { algorithm, group: withoutOutliers(group, noise), ...limits, nClusters, ...treatment };
    try {
      return [judgeClustering(lab.prepare(space, missing), lab.benches, contender, seed)];
    } catch (error) {
      if (error instanceof VitrineError && error.code === 'DATA_TOO_SMALL') return [];
      throw error;
    }
  };
  onProgress(`judging treatments of outliers and missing values with ${algorithm}, k = ${nClusters}`);
  const ofOutliers = noiseChoices.flatMap((noise) => judge(base.space, noise));
  const hasMissing = lab.prepare('behaviour').space.hasMissing ?? false;
  return [
    ...ofOutliers,
    ...(hasMissing ? missingChoices.flatMap((missing) => judge('behaviour', 'keep', missing)) : []),
  ];
}
