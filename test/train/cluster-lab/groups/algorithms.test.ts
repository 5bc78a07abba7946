import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../../../src/clusters/judging/adjusted-rand.js';
import { createRandom } from '../../../../src/random.js';
import { algorithms, countGroups, usualAlgorithms } from '../../../../src/train/cluster-lab/groups/algorithms.js';

const size = 2;
const corners = [8, 0, -4, 7, -4, -7];

/** Thirty points about each of three corners: the i-th about corner i % 3. */
function aboutCorners(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: 90 * size }, (_, p) => {
    return corners[(Math.floor(p / size) % 3) * size + (p % size)] + random.normal();
  });
}

const truth = Int32Array.from({ length: 90 }, (_, i) => i % 3);

describe.each(Object.keys(algorithms))('%s', (name) => {
  it('finds groups that are there, and places other points in them', () => {
    const clustering = algorithms[name].group(aboutCorners(1), size, { nClusters: 3, seed: 1 });
    expect(countGroups(clustering, size)).toBe(3);
    const labels = clustering.assign(aboutCorners(2));
    const isGrouped = (_: unknown, i: number) => labels[i] >= 0;
    expect(labels.filter(isGrouped).length).toBeGreaterThan(70);
    expect(adjustedRand(labels.filter(isGrouped), truth.filter(isGrouped))).toBe(1);
  });
});

describe('algorithms', () => {
  it('cut a tree of the same points as a new one', () => {
    const { group } = algorithms.ward;
    const points = aboutCorners(1);
    group(points, size, { nClusters: 3, seed: 1 });
    const again = group(points, size, { nClusters: 7, seed: 1 });
    const anew = group(points.slice(), size, { nClusters: 7, seed: 1 });
    expect(again.labels).toEqual(anew.labels);
    expect(again.assign(aboutCorners(2))).toEqual(anew.assign(aboutCorners(2)));
  });

  it('are known by the names that are usual', () => {
    expect(Object.keys(algorithms)).toEqual(expect.arrayContaining([...usualAlgorithms]));
  });
});
