import { describe, expect, it } from 'vitest';
import { describeClusters } from '../../../src/clusters/meaning/describe.js';
import { fitRadii } from '../../../src/clusters/placing/radii.js';
import { clusterAffinities } from '../../../src/clusters/words/affinities.js';
import { countMeetings } from '../../../src/clusters/words/meetings.js';
import { decodeFloat16, encodeFloat16 } from '../../../src/encoder/artifact/float16.js';
import { createRandom } from '../../../src/random.js';
import { fitClusters } from '../../../src/train/clusters/fit-clusters.js';

const catalog = { itemIds: ['a', 'b', 'c'], titles: ['TEA', 'BAG', 'HAT'] };
const privacy = { minShoppers: 5, groups: 20 };

/** Groups of so many shoppers each, far apart on a line; each group has an item of its own. */
function groupsOf(...sizes: number[]) {
  const random = createRandom(5);
  const groups = sizes.flatMap((size, group) => new Array<number>(size).fill(group));
  return {
    size: 1,
    seed: 1,
    catalog,
    embeddings: Float32Array.from(groups, (group) => 100 * group + random.normal()),
    shoppers: groups.map((group, i) => ({ id: `s${i}`, steps: [{ item: group, time: 0, session: 0 }] })),
  };
}

describe('a cluster', () => {
  it('of too few shoppers is joined with others, and every one that is left has enough', async () => {
    const { clusters, trials } = await fitClusters({ ...groupsOf(60, 40, 19), kRange: [3], privacy });
    expect(clusters.summaries.map(({ size }) => size).sort()).toEqual([59, 60]);
    expect(trials.map(({ nClusters, isChosen }) => [nClusters, isChosen])).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  it('stays where it has just enough', async () => {
    const { clusters } = await fitClusters({ ...groupsOf(60, 40, 20), kRange: [3], privacy });
    expect(clusters.summaries.map(({ size }) => size).sort()).toEqual([20, 40, 60]);
  });

  it('is not there where the whole log has too few shoppers', async () => {
    const { clusters, trials } = await fitClusters({ ...groupsOf(10, 9), kRange: [2], privacy });
    expect(clusters).toMatchObject({ summaries: [], centroids: new Float32Array(0), affinities: new Float32Array(0) });
    expect(trials.some(({ isChosen }) => isChosen)).toBe(false);
  });

  it('may be as small as it likes where the rule is off', async () => {
    const { clusters } = await fitClusters({ ...groupsOf(60, 40, 2), kRange: [3] });
    expect(clusters.summaries.map(({ size }) => size).sort()).toEqual([2, 40, 60]);
  });

  it('counts its shoppers by the centroids as they are stored', async () => {
    const { clusters } = await fitClusters({ ...groupsOf(60, 40, 30), kRange: [3], privacy });
    expect(clusters.centroids).toEqual(decodeFloat16(encodeFloat16(clusters.centroids)));
  });
});

describe('what is said of a cluster', () => {
  // Thirty shoppers of one cluster, of whom 25 met item 0 and all met item 1; thirty others of another met item 1 alone.
  const labels = Int32Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 1));
  const histories = Array.from(labels, (label, i) => (label === 0 && i < 25 ? [0, 1] : [1]));

  it('asks for more than 20 shoppers where the rule does', () => {
    const affinityWith = (sharedBy: number) => clusterAffinities(countMeetings(labels, histories, 2, 3, sharedBy))[0];
    expect(affinityWith(25)).toBeGreaterThan(0);
    expect(affinityWith(26)).toBe(0);
    const itemsWith = (sharedBy: number) => {
      const meetings = countMeetings(labels, histories, 2, 3, sharedBy);
      return describeClusters(meetings, labels, histories, catalog)[0].topItemIds;
    };
    expect(itemsWith(25)).toEqual(['a']);
    expect(itemsWith(26)).toEqual([]);
  });

  it('has no radius that is one shopper’s own distance', () => {
    // 100 points at 1 to 99 and one far out at 1,000.
    const points = Float32Array.from({ length: 100 }, (_, i) => (i === 99 ? 1000 : i + 1));
    const clustering = { labels: new Int32Array(100), centroids: Float32Array.of(0) };
    const [own] = fitRadii(points, 1, clustering);
    const [mean] = fitRadii(points, 1, clustering, { nTold: 5 });
    expect(own).toBe(99);
    expect(mean).toBeCloseTo((96 + 97 + 98 + 99 + 1000) / 5, 3);
  });
});
