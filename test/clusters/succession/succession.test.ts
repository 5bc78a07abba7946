import { describe, expect, it } from 'vitest';
import { inheritAdaptation } from '../../../src/clusters/placing/adaptation.js';
import type { ClusterChange } from '../../../src/clusters/succession/cluster-changes.js';
import { succeedClusters, withId } from '../../../src/clusters/succession/succession.js';

const kept = (former: number, now: number): ClusterChange => ({ fate: 'kept', former, now, moved: 0 });

describe('succeedClusters', () => {
  it('gives what goes on its former id, in whatever row it is now', () => {
    const changes = [kept(0, 2), kept(1, 0), { ...kept(2, 1), fate: 'moved' as const }];
    const { ids, succeeds } = succeedClusters(changes, 3, { model: 'one', ids: [5, 0, 9] });
    expect(ids).toEqual([0, 9, 5]);
    expect(succeeds).toEqual([{ model: 'one', ids: { 0: 0, 5: 5, 9: 9 } }]);
  });

  it('hands a merge on to what took it in, and a death to nobody', () => {
    const changes: ClusterChange[] = [
      kept(0, 0),
      { fate: 'merged', former: 1, now: 0, share: 0.9 },
      { fate: 'died', former: 2 },
      { fate: 'split', former: 0, now: 1, share: 0.8 },
      { fate: 'born', now: 2 },
    ];
    const { ids, succeeds } = succeedClusters(changes, 3, { model: 'one', ids: [0, 1, 2] });
    expect(ids).toEqual([0, 3, 4]);
    expect(succeeds).toEqual([{ model: 'one', ids: { 0: 0, 1: 0, 2: null } }]);
  });

  it('chains updates, so that an id of two versions ago finds its successor', () => {
    const second = succeedClusters(
      [kept(0, 0), { fate: 'merged', former: 1, now: 0, share: 1 }, { fate: 'born', now: 1 }],
      2,
      {
        model: 'one',
        ids: [0, 1],
      },
    );
    expect(second.ids).toEqual([0, 2]);
    const third = succeedClusters([{ fate: 'died', former: 0 }, kept(1, 0)], 1, { model: 'two', ...second });
    expect(third.succeeds).toEqual([
      { model: 'two', ids: { 0: null, 2: 2 } },
      { model: 'one', ids: { 0: null, 1: null } },
    ]);
    // An id that is gone from every row is still taken.
    const fourth = succeedClusters(
      [
        { fate: 'died', former: 0 },
        { fate: 'born', now: 0 },
      ],
      1,
      { model: 'three', ...third },
    );
    expect(fourth.ids).toEqual([3]);
    expect(fourth.succeeds.find(({ model }) => model === 'two')?.ids).toEqual({ 0: null, 2: null });
  });

  it('is read by a device that kept something of an older model', () => {
    const changes = [kept(0, 1), kept(1, 0)];
    const second = succeedClusters(changes, 2, { model: 'one', ids: [0, 1] });
    const third = succeedClusters([{ fate: 'merged', former: 0, now: 0, share: 1 }, kept(1, 0)], 1, {
      model: 'two',
      ...second,
    });
    const shifts = [0, 1].map((cluster) => ({ cluster, count: 1 + cluster, shift: Float32Array.of(cluster) }));
    const kept1 = inheritAdaptation({ model: 'one', learnedUntil: 5, shifts }, 'three', third.succeeds);
    // Cluster 1 of the first model was merged into 0, which speaks with fewer visits than it.
    expect(kept1?.shifts).toEqual([{ cluster: 0, count: 2, shift: Float32Array.of(1) }]);
  });
});

describe('withId', () => {
  const summary = { id: 1, label: 'tea, pot', terms: ['tea', 'pot'], size: 30, topItemIds: [] };

  it('leaves a name of terms alone, and lets one that is a number follow the id', () => {
    expect(withId(summary, 1, 7)).toMatchObject({ id: 7, label: 'tea, pot' });
    expect(withId({ ...summary, label: 'group 2' }, 1, 7)).toMatchObject({ id: 7, label: 'group 8' });
    expect(withId({ ...summary, label: 'tea, pot (group 2)' }, 1, 7).label).toBe('tea, pot (group 8)');
  });
});
