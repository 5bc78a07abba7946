import { describe, expect, it } from 'vitest';
import { dbscan } from '../../../src/clusters/algorithms/dbscan.js';
import { kMeans } from '../../../src/clusters/algorithms/k-means.js';
import { isolateOutliers } from '../../../src/clusters/outliers/outliers.js';
import { trimmedFit } from '../../../src/clusters/outliers/trimmed-fit.js';
import { createRandom } from '../../../src/random.js';

const random = createRandom(6);
/** Two groups of 50 around 0 and 10, and five points far off, the last ones. */
const strays = [60, 0, 0, -70, -45, 45, 80, 80, 33, -50];
const cloud = Float32Array.from([
  ...Array.from({ length: 200 }, (_, p) => (p < 100 ? 0 : 10) + random.normal()),
  ...strays,
]);

describe('isolateOutliers', () => {
  it('tells points in company from those that lie alone', () => {
    const { kept, outliers } = isolateOutliers(cloud, 2, { threshold: 10 });
    expect([...outliers]).toEqual([100, 101, 102, 103, 104]);
    expect([...kept]).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('measures against a sample where there are many', () => {
    const many = Float32Array.from({ length: 6000 }, (_, i) => (i % 1000 === 7 ? 50 + 3 * i : random.next()));
    const { outliers } = isolateOutliers(many, 1, { threshold: 30 });
    expect([...outliers]).toEqual([7, 1007, 2007, 3007, 4007, 5007]);
  });

  it('follows its rule by hand', () => {
    // nearest others at 1, 1, 2, 4, 83: median 2, deviations 1, 1, 0, 2, 81 with median 1
    const line = Float32Array.of(0, 1, 3, 7, 90);
    const outliersFrom = (threshold: number) => [...isolateOutliers(line, 1, { nNeighbors: 1, threshold }).outliers];
    expect(outliersFrom(1.4)).toEqual([4]);
    expect(outliersFrom(1.3)).toEqual([3, 4]);
    expect(outliersFrom(81 / 1.4826)).toEqual([]);
  });

  it('keeps all where most points lie on one another, and where there is one', () => {
    expect(isolateOutliers(Float32Array.of(1, 1, 1, 1, 1, 1, 40), 1, { nNeighbors: 2 }).outliers).toHaveLength(0);
    expect([...isolateOutliers(Float32Array.of(3), 1).kept]).toEqual([0]);
  });

  it.each([
    ['no neighbours', cloud, { nNeighbors: 0 }, 'OPTION_INVALID'],
    ['a negative threshold', cloud, { threshold: -1 }, 'OPTION_INVALID'],
    ['NaN', Float32Array.of(Number.NaN, 0), {}, 'VALUE_NOT_FINITE'],
    ['no point', new Float32Array(), {}, 'DATA_EMPTY'],
  ])('refuses %s', (_, points, options, code) => {
    expect(() => isolateOutliers(points, 2, options)).toThrow(expect.objectContaining({ name: 'VitrineError', code }));
  });
});

describe('trimmedFit', () => {
  const share = 5 / 105;

  it('puts centroids where they would be without the strays', () => {
    const plain = kMeans(cloud, 2, { nClusters: 2 });
    const trimmed = trimmedFit(kMeans, cloud, 2, { nClusters: 2 }, { share });
    const undisturbed = kMeans(cloud.subarray(0, 200), 2, { nClusters: 2 });
    expect([...trimmed.centroids].sort()).toEqual([...undisturbed.centroids].sort());
    expect([...plain.centroids].sort()).not.toEqual([...undisturbed.centroids].sort());
    expect(trimmed.inertia).toBeCloseTo(undisturbed.inertia, 9);
  });

  it('labels the points left out as noise, and can still place them', () => {
    const { labels, assign } = trimmedFit(kMeans, cloud, 2, { nClusters: 2 }, { share });
    expect([...labels.subarray(100)]).toEqual([-1, -1, -1, -1, -1]);
    expect(labels.subarray(0, 100).includes(-1)).toBe(false);
    expect(assign(cloud).subarray(0, 100)).toEqual(labels.subarray(0, 100));
    expect(assign(cloud).includes(-1)).toBe(false);
  });

  it('leaves out what the algorithm calls noise first', () => {
    const { labels } = trimmedFit(dbscan, cloud, 2, { eps: 2 }, { share });
    expect([...labels.keys()].filter((i) => labels[i] === -1)).toEqual([100, 101, 102, 103, 104]);
  });

  it('is the plain fit where the share is less than a point', () => {
    const plain = kMeans(cloud, 2, { nClusters: 3 });
    expect(trimmedFit(kMeans, cloud, 2, { nClusters: 3 }, { share: 0.009 }).labels).toEqual(plain.labels);
  });

  it.each([-0.1, 1, Number.NaN])('refuses to leave out a share of %s', (wrong) => {
    expect(() => trimmedFit(kMeans, cloud, 2, { nClusters: 2 }, { share: wrong })).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID' }),
    );
  });
});
