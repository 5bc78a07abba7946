import { describe, expect, it } from 'vitest';
import { meanSilhouette } from '../../src/clusters/judging/silhouette.js';
import { calinskiHarabasz, daviesBouldin } from '../../src/clusters/judging/validity.js';
import { type Clustering, noise } from '../../src/clusters/points/clustering.js';
import { createRandom } from '../../src/random.js';

interface Clusterer {
  readonly name: string;
  /** Whether it is told how many clusters to find; one that is not finds dense groups and calls other points noise. */
  readonly takesCount: boolean;
  /** What centroids and inertia are about, where that is not the points themselves. */
  readonly toRows?: (points: Float32Array, size: number) => Float32Array;
  /** Whether a point far from all others gets a group of its own, or is noise. Default true. */
  readonly setsApart?: boolean;
  cluster(points: Float32Array, size: number, nClusters: number): Clustering;
}

/** What every clustering algorithm promises. */
export function describeClusterer({
  name,
  takesCount,
  toRows = (points) => points,
  setsApart = true,
  cluster,
}: Clusterer): void {
  const size = 3;
  const random = createRandom(8);
  /** Four groups of 25 points, far from each other and from the origin, in directions of their own. */
  const centres = [10, 0, 0, 0, 10, 0, 0, 0, 10, -10, -10, -10];
  const cloud = Float32Array.from({ length: 100 * size }, (_, p) => {
    return centres[Math.floor(p / size / 25) * size + (p % size)] + 0.4 * random.normal();
  });
  const codeOf = (call: () => unknown) => {
    try {
      call();
      return 'no error';
    } catch (error) {
      return (error as { name?: string; code?: string }).name === 'VitrineError' && (error as { code: string }).code;
    }
  };
  const hasFiniteNumbers = ({ centroids, inertia }: Clustering) =>
    centroids.every(Number.isFinite) && Number.isFinite(inertia);

  describe(`${name}, as a clustering algorithm,`, () => {
    const found = cluster(cloud, size, 4);

    it('gives each group a label from 0 on, and each label a centroid', () => {
      const labels = Array.from(
        { length: 4 },
        (_, group) => new Set(found.labels.subarray(group * 25, (group + 1) * 25)),
      );
      expect(labels.map((own) => own.size)).toEqual([1, 1, 1, 1]);
      expect(labels.flatMap((own) => [...own]).sort()).toEqual([0, 1, 2, 3]);
      expect(found.centroids).toHaveLength(4 * size);
    });

    it('puts centroids amid their groups, and adds up how far the points are from them', () => {
      const rows = toRows(cloud, size);
      let inertia = 0;
      found.labels.forEach((label, i) => {
        for (let d = 0; d < size; d++) inertia += (rows[i * size + d] - found.centroids[label * size + d]) ** 2;
      });
      expect(found.inertia / inertia).toBeCloseTo(1, 6);
      expect(inertia).toBeLessThan(100 * size * 0.4 ** 2 * 1.5);
    });

    it('places the points that it was fitted to where it put them', () => {
      expect(found.assign(cloud)).toEqual(found.labels);
    });

    it('places a new point with the group that it lies in', () => {
      const between = Float32Array.from({ length: 4 * size }, (_, p) => centres[p] + (p % 2 ? 0.1 : -0.1));
      expect([...found.assign(between)]).toEqual([0, 25, 50, 75].map((i) => found.labels[i]));
      expect(found.assign(new Float32Array())).toEqual(new Int32Array());
    });

    it('refuses to place what is no point', () => {
      expect(codeOf(() => found.assign(new Float32Array(size + 1)))).toBe('SHAPE_MISMATCH');
      expect(codeOf(() => found.assign(Float32Array.of(1, Number.NaN, 1)))).toBe('VALUE_NOT_FINITE');
    });

    it('is the same for the same seed, and leaves the points as they were', () => {
      const points = cloud.slice();
      const { assign: _, ...again } = cluster(points, size, 4);
      const { assign: __, ...first } = found;
      expect(again).toEqual(first);
      expect(points).toEqual(cloud);
    });

    it('groups points that are all equal as one, and a single point too', () => {
      for (const n of [1, 12]) {
        const equal = new Float32Array(n * size).fill(0.5);
        const one = cluster(equal, size, 1);
        expect([...one.labels]).toEqual(Array(n).fill(n === 1 && !takesCount ? one.labels[0] : 0));
        expect(hasFiniteNumbers(one)).toBe(true);
        expect(one.inertia).toBeCloseTo(0, 6);
      }
    });

    it('stays finite where a group has one member, and so do the indices of it', () => {
      const lonely = Float32Array.from([...cloud, -40, 90, 5]);
      const five = cluster(lonely, size, 5);
      if (!takesCount) expect(five.labels[100]).toBe(noise);
      if (setsApart) expect(five.labels.filter((label) => label === five.labels[100])).toHaveLength(1);
      expect(hasFiniteNumbers(five)).toBe(true);
      for (const index of [calinskiHarabasz, daviesBouldin]) {
        expect(Number.isFinite(index(lonely, size, five.labels))).toBe(true);
      }
      expect(Number.isFinite(meanSilhouette(lonely, size, five.labels).mean)).toBe(true);
    });

    it('reads points that are there many times', () => {
      const copies = Float32Array.from(
        { length: 60 * size },
        (_, p) => centres[(Math.floor(p / size) % 3) * size + (p % size)],
      );
      const three = cluster(copies, size, 3);
      expect(new Set(three.labels.subarray(0, 3)).size).toBe(3);
      three.labels.forEach((label, i) => {
        expect(label).toBe(three.labels[i % 3]);
      });
      expect(three.inertia).toBeCloseTo(0, 6);
    });

    it.each([
      ['no point', new Float32Array(), size, 'DATA_EMPTY'],
      ['a length that is no multiple of the size', new Float32Array(7), size, 'SHAPE_MISMATCH'],
      ['a size of 0', new Float32Array(6), 0, 'SHAPE_MISMATCH'],
      ['NaN', Float32Array.of(1, 2, Number.NaN, 3, 4, 5), size, 'VALUE_NOT_FINITE'],
      ['an infinite value', Float32Array.of(1, 2, 3, 4, Number.NEGATIVE_INFINITY, 5), size, 'VALUE_NOT_FINITE'],
    ])('refuses %s', (_, points, width, code) => {
      expect(codeOf(() => cluster(points, width, 1))).toBe(code);
    });

    if (!takesCount) return;
    it.each([
      ['more clusters than distinct points', Float32Array.of(1, 1, 1, 2, 2, 2, 1, 1, 1), 3, 'DATA_TOO_SMALL'],
      ['two clusters of equal points', new Float32Array(12).fill(1), 2, 'DATA_TOO_SMALL'],
      ['no cluster', cloud, 0, 'OPTION_INVALID'],
      ['half a cluster', cloud, 1.5, 'OPTION_INVALID'],
    ])('refuses %s', (_, points, nClusters, code) => {
      expect(codeOf(() => cluster(points, size, nClusters))).toBe(code);
    });
  });
}
