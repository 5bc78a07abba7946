import type { Profile } from '../api.js';
import type { WorkerState } from '../scorer.js';

/**
 * Returns the profile that the shop may show to its shopper.
 *
 * @param state the worker's view
 * @param eventCount events that are stored on the device
 */
export function toProfile(state: WorkerState, eventCount: number): Profile {
  const { ready, reply, standing } = state;
  const clusters = ready.clusters.map(({ id, label }, place) => ({
    id,
    label,
    probability: standing.clusterProbabilities[place] ?? 0,
    distance: standing.clusterDistances[place],
  }));
  const cluster = standing.cluster === null ? null : clusters[standing.cluster];
  clusters.sort((a, b) => b.probability - a.probability);
  return {
    cluster,
    clusters: reply.hasHistory ? clusters : [],
    visits: standing.visits,
    eventCount,
    backend: reply.backend,
    model: {
      hash: ready.modelHash,
      itemCount: ready.itemCount,
      timings: { loadMs: ready.loadMs, warmUpMs: reply.warmUpMs },
      requestCount: ready.requestCount,
    },
    encodeMs: reply.encodeMs,
  };
}
