import { describe, expect, it } from 'vitest';
import { fitRadii } from '../../../src/clusters/placing/radii.js';

/** Points at 1, 2, … n on a line, all of the cluster at 0. */
const line = (n: number) => Float32Array.from({ length: n }, (_, i) => i + 1);

describe('fitRadii', () => {
  it('reaches as far as nearly all of the members', () => {
    const clustering = { labels: new Int32Array(200), centroids: Float32Array.of(0) };
    expect([...fitRadii(line(200), 1, clustering)]).toEqual([198]);
    expect([...fitRadii(line(200), 1, clustering, { share: 0.5 })]).toEqual([100]);
    expect([...fitRadii(line(200), 1, clustering, { share: 1 })]).toEqual([200]);
  });

  it('measures each cluster by its own members, in all directions, and leaves noise out', () => {
    const points = new Float32Array(2 * 43);
    const labels = new Int32Array(43);
    for (let i = 0; i < 20; i++) points.set([3, 4], 2 * i); // 5 from the origin
    for (let i = 20; i < 40; i++) {
      points.set([10, 12], 2 * i); // 2 from (10, 10)
      labels[i] = 1;
    }
    points.set([900, 900, 900, 900, 900, 900], 80);
    labels.fill(-1, 40);
    expect([...fitRadii(points, 2, { labels, centroids: Float32Array.of(0, 0, 10, 10) })]).toEqual([5, 2]);
  });

  it('has a cluster that too few share reach anywhere', () => {
    const clustering = { labels: new Int32Array(19), centroids: Float32Array.of(0, 5) };
    expect([...fitRadii(line(19), 1, clustering)]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });
});
