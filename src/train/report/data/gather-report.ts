import { describeMeaning } from '../../../clusters/meaning/cluster-meaning.js';
import { assign } from '../../../clusters/placing/assign.js';
import { noise } from '../../../clusters/points/clustering.js';
import type { Model } from '../../../encoder/artifact/model.js';
import type { ClusterLab } from '../../cluster-lab/cluster-lab.js';
import type { FeatureSpace } from '../../cluster-lab/spaces/feature-space.js';
import type { ShopperState } from '../../cluster-lab/spaces/shopper-state.js';
import { takeEvenly } from '../../numerics/take-evenly.js';
import { drawClusterMap } from './cluster-map.js';
import { countMoves } from './cluster-moves.js';
import { momentsOfLog, statesAt } from './moments-of-log.js';
import type { ReportData } from './report-data.js';
import { profileSilhouettes } from './silhouette-profile.js';

/** What the report says of the model's own clusters. */
export type OwnClusters = Pick<ReportData, 'meanings' | 'map' | 'silhouette' | 'moves'>;

/** Shoppers who are followed over time, at most: each is embedded once a moment. */
const maxFollowed = 5000;

/**
 * Describes the model's own clusters: what they mean, where their shoppers stand, how far apart they are, and how shoppers
 * move between them.
 *
 * @returns nothing but empty lists for a model of fewer than two clusters
 */
export function gatherOwnClusters(
  model: Model,
  lab: ClusterLab,
  seed: number,
  onProgress: (message: string) => void = () => {},
): OwnClusters {
  const nClusters = model.clusters.summaries.length;
  if (nClusters < 2) return { meanings: [] };
  const { space, points } = lab.prepare('embedding');
  const label = (embeddings: Float32Array) => assign(embeddings, model.clusters.centroids, space.size);
  const labels = label(points);
  const { catalog, hasTimes = true } = model;
  onProgress('describing the clusters');
  const meanings = describeMeaning({ labels, nClusters, pasts: lab.states, catalog, hasTimes });
  const isDivided = new Set(labels).size > 1;
  onProgress('drawing the map of shoppers');
  const map = drawClusterMap(points, space.size, labels, seed);
  const silhouette = isDivided ? profileSilhouettes(points, space.size, labels, nClusters) : undefined;
  if (hasTimes) onProgress('following shoppers over time');
  const moves = hasTimes ? follow(lab, space, label, nClusters) : undefined;
  return {
    // The names that the shop knows from the model stay; only a cluster without one takes that of this log.
    meanings: meanings.map((meaning, row) => {
      const { id, label: known, terms } = model.clusters.summaries[row];
      return { ...meaning, number: id + 1, ...(terms.length > 0 ? { label: known, terms } : {}) };
    }),
    ...(map ? { map } : {}),
    ...(silhouette ? { silhouette } : {}),
    ...(moves ? { moves } : {}),
  };
}

function follow(
  { states, cutOff }: ClusterLab,
  space: FeatureSpace,
  label: (embeddings: Float32Array) => Int32Array,
  nClusters: number,
) {
  const followed = takeEvenly(states, maxFollowed);
  const moments = momentsOfLog(followed, cutOff);
  if (moments.length < 2) return undefined;
  const labels = moments.map((at) => {
    const seen = statesAt(followed, at);
    const there = seen.filter((state): state is ShopperState => state !== undefined);
    const found = there.length > 0 ? label(space.place(there)) : new Int32Array();
    let nth = 0;
    return Int32Array.from(seen, (state) => (state ? found[nth++] : noise));
  });
  return countMoves(moments, labels, nClusters);
}
