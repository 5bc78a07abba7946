import type { ScoreReply, WorkerReady } from '../worker/protocol.js';
import type { Profile } from './api.js';

/**
 * What the shop may show of its shopper.
 *
 * @param state the worker's view, or null while there is none
 * @param eventCount events that are stored on the device
 */
export function toProfile(state: { ready: WorkerReady; reply: ScoreReply } | null, eventCount: number): Profile {
  if (!state) return { cluster: null, clusters: [], eventCount, backend: null, model: null, encodeMs: null };
  const { ready, reply } = state;
  const clusters = ready.clusters
    .map(({ id, label }, place) => ({ id, label, probability: reply.clusterProbabilities[place] ?? 0 }))
    .sort((a, b) => b.probability - a.probability);
  return {
    cluster: reply.hasHistory ? (clusters[0] ?? null) : null,
    clusters: reply.hasHistory ? clusters : [],
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
