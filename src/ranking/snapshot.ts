import type { ScoreTable } from './score-table.js';

/** How strongly the shopper belongs to each cluster, by cluster id: [nClusters], sums to 1. */
export type ClusterProbabilities = readonly number[];

/**
 * What the worker stores after each event, so that the next page's first list is ordered at once, before any model
 * is loaded there.
 */
export interface ScoreSnapshot {
  /** The model that made it; another model's snapshot is not used. */
  readonly modelHash: string;
  /** Events of the shopper's history that it reflects. */
  readonly eventCount: number;
  readonly clusterProbabilities: ClusterProbabilities;
  /** The weight that the model gives to the shop's own order. */
  readonly positionWeight: number;
  /** The best items of the catalogue for this shopper, best first. */
  readonly table: ScoreTable;
}

/** Whether what was found in storage has the parts of a snapshot: storage may be damaged, or written by another version. */
export function isSnapshot(found: unknown): found is ScoreSnapshot {
  const { positionWeight, table } = (found ?? {}) as Partial<ScoreSnapshot>;
  const columns = [table?.itemIds, table?.sequence, table?.cluster, table?.repeat, table?.because];
  const length = table?.itemIds?.length ?? -1;
  return Number.isFinite(positionWeight) && columns.every((column) => column?.length === length);
}

/** Where a snapshot lives in the event store's state. */
export const snapshotKey = 'score-snapshot';

/** Items a snapshot holds at most: about 100 kB. */
export const maxSnapshotItems = 4000;
