import { type Placement, placeShopper } from '../../clusters/placing/place-shopper.js';
import { noise } from '../../clusters/points/clustering.js';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { Sequence } from '../../sequence/sequence.js';
import type { StandingsAt } from '../execution/standings.js';
import type { Visit } from '../wire/protocol.js';
import type { SessionEnd } from './session-ends.js';

/** Visits that are told of, at most: the latest. */
export const maxVisits = 12;

/** What a shopper's visits are read from. */
export interface VisitedSequence {
  readonly sequence: Sequence;
  /** Oldest first. */
  readonly ends: readonly SessionEnd[];
}

/** Places one shopper among the model's clusters, now and at the end of each visit. */
export interface Visits {
  /** Where the shopper is now; the last visit goes on. */
  place(standing: Float32Array): Placement | null;
  /** Where they were at the end of each of the last visits, oldest first, and where they are now. */
  read(visited: VisitedSequence, now: Placement | null): readonly Visit[];
}

/**
 * @param centroids as they are now: those of the model, or moved towards the shopper
 */
export function createVisits(
  { clusters, encoder }: Pick<Model, 'clusters' | 'encoder'>,
  standingsAt: StandingsAt,
  centroids: () => Float32Array,
): Visits {
  let known: { readonly key: string; readonly visits: readonly Visit[] } = { key: '', visits: [] };
  const place = (standing: Float32Array): Placement | null => {
    if (clusters.summaries.length === 0) return null;
    const placement = placeShopper(standing, { ...clusters, centroids: centroids() }, encoder.embeddingSize);
    if (placement.distances.every(Number.isFinite)) return placement;
    throw new VitrineError('VALUE_NOT_FINITE', 'the distances to the clusters are no numbers: train the model again');
  };
  const toVisit = ({ cluster, probabilities }: Placement): Visit => ({
    cluster: cluster === noise ? null : clusters.summaries[cluster].id,
    probability: probabilities.reduce((a, b) => Math.max(a, b)),
  });

  return {
    place,
    read({ sequence, ends }, now) {
      if (!now) return [];
      const before = ends.slice(-maxVisits, -1);
      // A visit that is over stays as it was, so that each is read once.
      const key = before.map(({ time }) => time).join();
      if (key !== known.key) {
        const standings = standingsAt(
          sequence,
          before.map((end) => end.place),
        );
        known = { key, visits: standings.flatMap((standing) => place(standing) ?? []).map(toVisit) };
      }
      return [...known.visits, toVisit(now)];
    },
  };
}
