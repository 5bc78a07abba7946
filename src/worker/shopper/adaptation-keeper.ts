import {
  adaptCentroids,
  type CentroidShift,
  type ClusterAdaptation,
  inheritAdaptation,
  moveCentroid,
} from '../../clusters/placing/adaptation.js';
import { placeShopper } from '../../clusters/placing/place-shopper.js';
import { noise } from '../../clusters/points/clustering.js';
import type { Model } from '../../encoder/artifact/model.js';
import { toVitrineError, type VitrineError } from '../../errors.js';
import type { EventStore } from '../../events/store/event-store.js';
import type { StandingsAt } from '../execution/standings.js';
import { adaptationKey } from '../wire/protocol.js';
import { answered } from './answered.js';
import type { VisitedSequence } from './visits.js';

/** Moves the centroids towards one shopper, visit by visit, and keeps that on the device. */
export interface AdaptationKeeper {
  /** As they are now: row-major, [k, size]. */
  centroids(): Float32Array;
  /** Goes up when they move. */
  version(): number;
  /** Learns from the visits that are over and that it has not learned from, after the answer that waits has left. */
  learn(visited: VisitedSequence): Promise<void>;
  /** Puts the centroids back where training had them, and removes what is stored. */
  erase(): Promise<void>;
}

export interface AdaptationParts {
  readonly model: Model;
  readonly modelHash: string;
  readonly standingsAt: StandingsAt;
  /** null keeps nothing. */
  readonly store: EventStore | null;
  readonly onError: (error: VitrineError) => void;
}

/** Opens what the device keeps, also of an older model that this one succeeds. */
export async function openAdaptation(parts: AdaptationParts): Promise<AdaptationKeeper> {
  const { model, modelHash, standingsAt, store, onError } = parts;
  const { clusters, vocabulary } = model;
  const size = model.encoder.embeddingSize;
  const idOf = (row: number) => clusters.summaries[row].id;
  const rowOf = (id: number) => clusters.summaries.findIndex((summary) => summary.id === id);
  const failed = (error: unknown) => onError(toVitrineError(error, 'STORAGE_FAILED', 'how the clusters adapted'));

  let shifts: CentroidShift[] = [];
  let learnedUntil = Number.NEGATIVE_INFINITY;
  let centroids = clusters.centroids;
  let version = 0;
  let erasures = 0;
  const set = (moved: CentroidShift[], until: number) => {
    shifts = moved;
    learnedUntil = until;
    centroids = adaptCentroids(clusters.centroids, size, shifts);
    version++;
  };

  try {
    const stored = await store?.getState<ClusterAdaptation>(adaptationKey);
    const kept = stored && inheritAdaptation(stored, modelHash, clusters.succeeds);
    if (kept) {
      const own = kept.shifts.map((shift) => ({ ...shift, cluster: rowOf(shift.cluster) }));
      // Of a model of another width, or with other clusters, nothing is left; nor of what is damaged.
      set(
        own.filter(({ cluster, shift }) => cluster >= 0 && shift.length === size && shift.every(Number.isFinite)),
        kept.learnedUntil,
      );
    }
  } catch (error) {
    failed(error); // storage that fails, or holds something else: the centroids start where training had them
  }

  const learnNow = async ({ sequence, ends }: VisitedSequence, isStillTheirs: () => boolean) => {
    await answered();
    const isOver = (place: number) => sequence.tokens.indexOf(vocabulary.sessionStart, place) >= 0;
    const fresh = ends.filter(({ place, time }) => time > learnedUntil && isOver(place));
    if (fresh.length === 0 || !isStillTheirs()) return;
    const standings = standingsAt(
      sequence,
      fresh.map(({ place }) => place),
    );
    let moved = shifts;
    for (const standing of standings) {
      const now = adaptCentroids(clusters.centroids, size, moved);
      const { cluster } = placeShopper(standing, { ...clusters, centroids: now }, size);
      if (cluster !== noise) moved = moveCentroid(moved, clusters.centroids, size, cluster, standing);
    }
    set(moved, fresh[fresh.length - 1].time);
    const ids = shifts.map((shift) => ({ ...shift, cluster: idOf(shift.cluster) }));
    await store?.setState(adaptationKey, { model: modelHash, learnedUntil, shifts: ids } satisfies ClusterAdaptation);
  };

  let tail: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void> | undefined): Promise<void> => {
    tail = tail.then(work).catch(failed);
    return tail;
  };
  return {
    centroids: () => centroids,
    version: () => version,
    learn(visited) {
      if (clusters.summaries.length === 0) return Promise.resolve();
      const asked = erasures;
      return inTurn(() => learnNow(visited, () => asked === erasures));
    },
    erase() {
      erasures++;
      set([], Number.NEGATIVE_INFINITY);
      return inTurn(() => store?.setState(adaptationKey, undefined));
    },
  };
}
