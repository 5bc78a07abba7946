import { describe, expect, it } from 'vitest';
import { type ClusterChange, tellChanges } from '../../../src/clusters/succession/cluster-changes.js';
import { type ClusterMatching, matchClusters } from '../../../src/clusters/succession/match-clusters.js';

/** Shoppers by former and present cluster: `[a, b, n]` is n of them, -1 no cluster. */
type Flow = readonly [former: number, now: number, n: number];

/** Matches made-up memberships; centroids lie on a line. */
function match(flows: readonly Flow[], former: readonly number[], now: readonly number[]): ClusterMatching {
  const labels = (side: 0 | 1) => Int32Array.from(flows.flatMap((flow) => new Array<number>(flow[2]).fill(flow[side])));
  return matchClusters(
    { labels: labels(0), centroids: Float32Array.from(former) },
    { labels: labels(1), centroids: Float32Array.from(now) },
    1,
  );
}

function changes(flows: readonly Flow[], former: readonly number[], now: readonly number[]): ClusterChange[] {
  const spacings = former.map((at, i) => Math.min(...former.filter((_, j) => j !== i).map((to) => Math.abs(to - at))));
  return tellChanges(match(flows, former, now), spacings);
}

describe('matchClusters', () => {
  it('finds each cluster again whatever it is numbered now', () => {
    const flows: Flow[] = [
      [0, 2, 40],
      [1, 0, 30],
      [2, 1, 35],
      [0, 1, 5],
    ];
    expect([...match(flows, [0, 10, 20], [10, 20, 0]).pairs]).toEqual([2, 0, 1]);
  });

  it('follows the members where centroids changed places', () => {
    const flows: Flow[] = [
      [0, 0, 50],
      [1, 1, 50],
    ];
    // Of three clusters on a line 0 and 1 swapped places; what shares every member is the same cluster still.
    const { pairs } = match([...flows, [2, 2, 50]], [0, 4, 40], [4, 0, 40]);
    expect([...pairs]).toEqual([0, 1, 2]);
  });

  it('makes no pair of clusters in one place that share less than a tenth of their members', () => {
    const flows: Flow[] = [
      [0, 1, 60],
      [0, 0, 3],
      [1, 0, 60],
      [1, 1, 3],
    ];
    expect([...match(flows, [0, 10], [0, 10]).pairs]).toEqual([1, 0]);
  });

  it('goes by place alone where fewer than 20 shoppers can be compared', () => {
    const { pairs } = match([[0, 1, 19]], [0, 10], [0.5, 9]);
    expect([...pairs]).toEqual([0, 1]);
  });

  it('counts nobody whom one side does not place', () => {
    const { formerSizes, sizes, shared } = match(
      [
        [0, 0, 25],
        [-1, 0, 10],
        [0, -1, 7],
      ],
      [0],
      [0],
    );
    expect([[...formerSizes], [...sizes], [...shared]]).toEqual([[25], [25], [25]]);
  });
});

describe('tellChanges', () => {
  it('keeps what stays, and says that it moved from a quarter of the way to its neighbour on', () => {
    const flows: Flow[] = [
      [0, 0, 40],
      [1, 1, 40],
    ];
    expect(changes(flows, [0, 10], [2.4, 7.5])).toEqual([
      { fate: 'kept', former: 0, now: 0, moved: expect.closeTo(0.24), stays: 1 },
      { fate: 'moved', former: 1, now: 1, moved: expect.closeTo(0.25), stays: 1 },
    ]);
  });

  it('tells a split by the half of the new part that was together', () => {
    const flows: Flow[] = [
      [0, 0, 60],
      [0, 2, 40],
      [1, 1, 50],
    ];
    expect(changes(flows, [0, 20], [-1, 20, 3])).toMatchObject([
      { fate: 'kept', former: 0, now: 0 },
      { fate: 'kept', former: 1, now: 1 },
      { fate: 'split', former: 0, now: 2, share: 1 },
    ]);
  });

  it('tells a merge by the half of the former part that is together', () => {
    const flows: Flow[] = [
      [0, 0, 60],
      [1, 0, 40],
      [1, 1, 10],
      [2, 1, 50],
    ];
    expect(changes(flows, [0, 3, 20], [0.5, 20])).toMatchObject([
      { fate: 'kept', former: 0, now: 0 },
      { fate: 'merged', former: 1, now: 0, share: 0.8 },
      { fate: 'kept', former: 2, now: 1 },
    ]);
  });

  it('tells a birth where members come from everywhere or nowhere, and a death where they go everywhere', () => {
    const scattered: Flow[] = [
      [0, 0, 60],
      [1, 1, 60],
      [2, 2, 60],
      [3, 0, 20],
      [3, 1, 20],
      [3, 2, 20],
      [0, 3, 20],
      [1, 3, 20],
      [2, 3, 20],
    ];
    const told = changes(scattered, [0, 10, 20, 30], [0, 10, 20, -60]);
    expect(told.slice(3)).toEqual([
      { fate: 'died', former: 3 },
      { fate: 'born', now: 3 },
    ]);
    const newcomers: Flow[] = [
      [0, 0, 60],
      [-1, 1, 60],
    ];
    expect(changes(newcomers, [0, 5], [0, 90])).toMatchObject([{ fate: 'kept' }, { fate: 'died' }, { fate: 'born' }]);
  });

  it('tells neither a split nor a merge by fewer than 20 shoppers', () => {
    const flows: Flow[] = [
      [0, 0, 60],
      [0, 1, 19],
      [1, 0, 19],
    ];
    const told = changes(flows, [0, 30], [0, -30]);
    expect(told).toEqual([
      { fate: 'kept', former: 0, now: 0, moved: 0, stays: 60 / 79 },
      { fate: 'died', former: 1 },
      { fate: 'born', now: 1 },
    ]);
  });
});
