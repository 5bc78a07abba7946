import { describe, expect, it } from 'vitest';
import { describeClusters } from '../../../src/clusters/meaning/describe.js';
import { clusterAffinities } from '../../../src/clusters/words/affinities.js';
import { distinguishingTerms } from '../../../src/clusters/words/distinguishing-terms.js';
import { countMeetings, totalMeetings } from '../../../src/clusters/words/meetings.js';
import { tfIdf } from '../../../src/clusters/words/tf-idf.js';

const repeat = <T>(times: number, value: T): T[] => Array.from({ length: times }, () => value);

/** 25 shoppers met both cups, 30 met a lamp; 19 of the first met the rare plate too; all of all met the card. */
const titles = ['BLUE CUPS', 'RED CUPS', 'OIL LAMP', 'RARE PLATE', 'CARD'];
const catalog = { itemIds: ['c1', 'c2', 'l1', 'p1', 'k1'], titles };
const histories = [...repeat(19, [0, 1, 3, 4, 0, 0]), ...repeat(6, [0, 1, 4]), ...repeat(30, [2, 4])];
const labels = Int32Array.from([...repeat(25, 0), ...repeat(30, 1)]);
const meetings = countMeetings(labels, histories, 2, 5);

describe('countMeetings', () => {
  it('counts each shopper once an item', () => {
    expect(meetings.shoppers).toEqual(Int32Array.of(25, 30));
    expect(meetings.counts).toEqual(Int32Array.of(25, 25, 0, 19, 25, 0, 0, 30, 0, 30));
    expect(totalMeetings(meetings)).toEqual(Float64Array.of(25, 25, 30, 19, 55));
  });
});

describe('clusterAffinities', () => {
  it('is the log of the smoothed share over the average share', () => {
    // cluster 0: 94 meetings of 154; the blue cups: (25 + 10 · 25/154) / (94 + 10) over 25/154
    const average = 25 / 154;
    const found = clusterAffinities(meetings, 10);
    expect(found[0]).toBeCloseTo(Math.log((25 + 10 * average) / 104 / average), 6);
    expect(found[7]).toBeCloseTo(Math.log((30 + (10 * 30) / 154) / 70 / (30 / 154)), 6);
  });

  it('is 0 where fewer than 20 shoppers of the cluster met the item', () => {
    const found = clusterAffinities(meetings);
    expect([found[2], found[3], found[5], found[8]]).toEqual([0, 0, 0, 0]);
    expect(found[4]).not.toBe(0);
  });

  it('nears 0 as the prior grows', () => {
    expect(Math.abs(clusterAffinities(meetings, 1e6)[0])).toBeLessThan(1e-3);
  });

  it('stays finite for a cluster without meetings', () => {
    const found = clusterAffinities(countMeetings(Int32Array.of(0), [[0]], 2, 1), 0);
    expect(found).toEqual(Float32Array.of(0, 0));
  });
});

describe('distinguishingTerms', () => {
  const weighed = tfIdf([['cup', 'blue'], ['cup', 'red'], ['lamp'], ['plate'], ['card']]);
  const found = distinguishingTerms(weighed, meetings, labels, histories);

  it('gives the strength by its formula', () => {
    // lamp: weight 1 in an item of 30 of the cluster's 60 meetings, and of 30 of all 154
    expect(found[1][0]).toEqual({ term: 'lamp', strength: expect.closeTo(0.5 * Math.log(0.5 / (30 / 154)), 12) });
  });

  it('ranks the strongest first and leaves out what is no more frequent than on average', () => {
    expect(found[0].map(({ term }) => term)).toEqual(['cup', 'blue', 'red']);
    expect(found[1].map(({ term }) => term)).toEqual(['lamp', 'card']);
  });

  it('leaves out a term that fewer than 20 shoppers share, though several items carry it', () => {
    const spread = countMeetings(new Int32Array(19), repeat(19, [0, 1]), 1, 2);
    const terms = tfIdf([['tea'], ['tea', 'cup']]);
    expect(distinguishingTerms(terms, spread, new Int32Array(19), repeat(19, [0, 1]))).toEqual([[]]);
  });

  it('keeps a term that 20 shoppers share through different items', () => {
    const both = [...repeat(10, [0]), ...repeat(10, [1]), ...repeat(20, [2])];
    const groups = Int32Array.from([...repeat(20, 0), ...repeat(20, 1)]);
    const terms = tfIdf([['tea'], ['tea', 'cup'], ['lamp']]);
    const kept = distinguishingTerms(terms, countMeetings(groups, both, 2, 3), groups, both);
    expect(kept.map((list) => list.map(({ term }) => term))).toEqual([['tea'], ['lamp']]);
  });
});

describe('describeClusters', () => {
  it('names each cluster and lists the items its shoppers favour', () => {
    expect(describeClusters(meetings, labels, histories, catalog)).toEqual([
      { id: 0, label: 'blue cups, red', terms: ['blue cups', 'red'], size: 25, topItemIds: ['c1', 'c2'] },
      { id: 1, label: 'oil lamp, card', terms: ['oil lamp', 'card'], size: 30, topItemIds: ['l1', 'k1'] },
    ]);
  });

  it('says nothing but the size of a cluster of fewer than 20 shoppers', () => {
    const small = Int32Array.from([...repeat(36, 0), ...repeat(19, 1)]);
    const [, summary] = describeClusters(countMeetings(small, histories, 2, 5), small, histories, catalog);
    expect(summary).toEqual({ id: 1, label: 'group 2', terms: [], size: 19, topItemIds: [] });
  });

  it('numbers clusters where the catalogue has no titles', () => {
    const [summary] = describeClusters(meetings, labels, histories, { itemIds: catalog.itemIds });
    expect(summary).toMatchObject({ label: 'group 1', terms: [], topItemIds: ['c1', 'c2'] });
  });
});
