import { describe, expect, it } from 'vitest';
import { toProfile } from '../../../src/page/model/profile.js';
import type { WorkerState } from '../../../src/page/scorer.js';
import { unknownProfile } from '../../../src/page/unknown-profile.js';
import { emptyTable } from '../../../src/ranking/score-table.js';

const clusterOf = (id: number, label: string) => ({ id, label, terms: [], size: 20, topItemIds: [] });
const state: WorkerState = {
  ready: {
    buildId: 'source',
    modelHash: 'abc',
    itemCount: 3,
    clusters: [clusterOf(4, 'tea'), clusterOf(0, 'bags')],
    positionWeight: 0,
    loadMs: 1,
    requestCount: 0,
  },
  reply: {
    eventCount: 2,
    hasHistory: true,
    table: emptyTable,
    backend: 'cpu',
    warmUpMs: 0,
    encodeMs: 1,
  },
  standing: {
    clusterProbabilities: [0.25, 0.75],
    cluster: 1,
    clusterDistances: [3, 2],
    visits: [
      { cluster: 4, probability: 0.5 },
      { cluster: 0, probability: 0.75 },
    ],
  },
};

describe('toProfile', () => {
  it('tells the cluster with its label, probability and distance, and those of all, likeliest first', () => {
    const { cluster, clusters } = toProfile(state, 2);
    expect(cluster).toEqual({ id: 0, label: 'bags', probability: 0.75, distance: 2 });
    expect(clusters.map(({ id, distance }) => [id, distance])).toEqual([
      [0, 2],
      [4, 3],
    ]);
  });

  it('tells how the shopper moved', () => {
    expect(toProfile(state, 2).visits).toEqual(state.standing.visits);
  });

  it('is of no cluster for who is none of these, yet says what each would be', () => {
    const { cluster, clusters } = toProfile({ ...state, standing: { ...state.standing, cluster: null } }, 2);
    expect(cluster).toBeNull();
    expect(clusters).toHaveLength(2);
  });

  it('knows nothing without history, nor without a worker', () => {
    const reply = { ...state.reply, hasHistory: false };
    const standing = { ...state.standing, cluster: null, clusterDistances: [], visits: [] };
    expect(toProfile({ ...state, reply, standing }, 0)).toMatchObject({ cluster: null, clusters: [], visits: [] });
    expect(unknownProfile(0)).toMatchObject({ cluster: null, clusters: [], visits: [], backend: null });
  });
});
