import type { JudgedClustering } from '../../../src/train/cluster-lab/judging/judge-clustering.js';
import type { Usefulness } from '../../../src/train/cluster-lab/judging/usefulness.js';

/** A usefulness of given gains, each with a standard error of .001. */
export function usefulnessOf(overWithout: number, overRandom = overWithout): Usefulness {
  const gain = (difference: number) => ({
    difference,
    interval: [difference - 0.002, difference + 0.002] as const,
    standardError: 0.001,
  });
  return {
    situation: 'in a session',
    nCases: 300,
    nShoppers: 200,
    without: 0.2,
    random: 0.2 + overWithout - overRandom,
    with: 0.2 + overWithout,
    overWithout: gain(overWithout),
    overRandom: gain(overRandom),
    clusterWeight: 1,
  };
}

/** A judged clustering that is neither stable nor useful, but for what is given. */
export function judgedClustering(
  given: Partial<JudgedClustering> & { readonly silhouette?: number },
): JudgedClustering {
  const { silhouette = 0.1, ...rest } = given;
  return {
    space: 'embedding',
    algorithm: 'k-means',
    noise: 'keep',
    nClusters: 4,
    separation: {
      silhouette,
      silhouetteError: 0.01,
      calinskiHarabasz: 100 * silhouette,
      daviesBouldin: 3 - silhouette,
    },
    balance: { sizes: [50, 50, 50, 50], smallestShare: 0.25, noiseShare: 0, evenness: 1 },
    isDescribable: true,
    stability: { halves: { agreement: 0.4, nullAgreement: 0.4, standardError: 0.02, nRounds: 3 } },
    usefulness: [usefulnessOf(0)],
    ...rest,
  };
}

/** Far above the null. */
export const stableHalves = { halves: { agreement: 0.8, nullAgreement: 0.5, standardError: 0.02, nRounds: 3 } };
