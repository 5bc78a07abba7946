import type { ClusterChange, ClusterFate } from '../../clusters/succession/cluster-changes.js';
import type { ClusterSummary, Manifest, Provenance } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import type { ClusteringTrial } from '../clusters/fit-clusters.js';
import type { UpdatedModel } from './update-model.js';

/** One cluster's part in an update, by its id. */
export interface ClusterLine {
  /** Of the cluster now; of one that is no more, its former id. */
  readonly id: number;
  readonly fate: ClusterFate;
  readonly labelBefore?: string;
  readonly labelNow?: string;
  /** Training shoppers of the former model. */
  readonly sizeBefore?: number;
  /** Shoppers of this log, as the former model places them. */
  readonly placedBefore?: number;
  /** Shoppers of this log in it now. */
  readonly sizeNow?: number;
  /** The share of those whom the former model places in it who are in it still, where it goes on. */
  readonly stays?: number;
  /** How far its centroid went, 1 being the way to the nearest other former centroid. */
  readonly moved?: number;
  /** Of a split the cluster that it came out of, by its former label; of a merge the one that took it in. */
  readonly partner?: { readonly id: number; readonly label: string };
  /** Of a split and a merge, the share of its members who say so. */
  readonly share?: number;
}

/** All that `vitrine update` tells; plain JSON. */
export interface UpdateReport {
  /** The first 16 digits of the manifests' SHA-256. */
  readonly model: { readonly before: string; readonly now: string };
  /** The new files. */
  readonly data: Provenance['data'];
  readonly isClustersOnly: boolean;
  readonly encoder: { readonly epochsRun: number; readonly epochsKept: number };
  readonly items: { readonly before: number; readonly now: number };
  readonly clusters: readonly ClusterLine[];
  /** The numbers of clusters that were compared. */
  readonly clustering: readonly ClusteringTrial[];
  /** Shoppers whom both models place, on the same history, and those who are in another cluster now. */
  readonly shoppers: { readonly compared: number; readonly changed: number };
  /** Both models on the newest sessions of the new files, which neither has learned from. */
  readonly metrics: { readonly before: Manifest['metrics']; readonly now: Manifest['metrics'] };
}

/** Tells what became of each cluster, in the order of ids. */
export function clusterLines(former: Model, { model, changes, formerCounts }: UpdatedModel): ClusterLine[] {
  const before = former.clusters.summaries;
  const now = model.clusters.summaries;
  const lines = changes.map((change): ClusterLine => {
    const { fate, moved, share, stays } = change;
    const own = formerOf(change);
    const next = fate === 'merged' || change.now === undefined ? undefined : now[change.now];
    const partner = partnerOf(change, former, model);
    return {
      id: next?.id ?? before[own ?? 0].id,
      fate,
      ...(own === undefined
        ? {}
        : { labelBefore: before[own].label, sizeBefore: before[own].size, placedBefore: formerCounts[own] }),
      ...(next ? { labelNow: next.label, sizeNow: fate === 'quiet' ? formerCounts[own ?? 0] : next.size } : {}),
      ...(stays === undefined ? {} : { stays }),
      ...(moved === undefined || !Number.isFinite(moved) ? {} : { moved }),
      ...(partner === undefined ? {} : { partner }),
      ...(share === undefined ? {} : { share }),
    };
  });
  return lines.sort((a, b) => a.id - b.id);
}

/** The former cluster that a line is about: a split is about the new part alone. */
function formerOf({ fate, former }: ClusterChange): number | undefined {
  return fate === 'split' ? undefined : former;
}

function partnerOf({ fate, former, now }: ClusterChange, before: Model, after: Model): ClusterLine['partner'] {
  const named = ({ id, label }: ClusterSummary) => ({ id, label });
  if (fate === 'split' && former !== undefined) return named(before.clusters.summaries[former]);
  if (fate === 'merged' && now !== undefined) return named(after.clusters.summaries[now]);
  return undefined;
}
