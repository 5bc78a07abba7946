import { describe, expect, it } from 'vitest';
import { describeMeaning } from '../../../src/clusters/meaning/cluster-meaning.js';
import { findFavoured } from '../../../src/clusters/meaning/favoured.js';
import type { ShopperPast } from '../../../src/clusters/meaning/moments.js';
import { toMoments } from '../../../src/clusters/meaning/moments.js';
import { tellDifference } from '../../../src/clusters/meaning/tell-difference.js';
import { visitTimes } from '../../../src/clusters/meaning/visit-times.js';
import { findClusterWords } from '../../../src/clusters/words/cluster-words.js';
import { countMeetings } from '../../../src/clusters/words/meetings.js';

const repeat = <T>(times: number, value: T): T[] => Array.from({ length: times }, () => value);
const [hour, day] = [3_600_000, 86_400_000];

const catalog = {
  itemIds: ['cup', 'pot', 'robot', 'kite'],
  titles: ['Blue cup', 'Tea pot', 'Tin robot', 'Paper kite'],
  categories: ['Tea', 'Tea', 'Toys', 'Sky'],
  prices: [2, 4, 10, null],
};

/** One item a session, on the days given, at an hour. */
const past = (items: number[], days: number[], at: number): ShopperPast => ({
  steps: items.map((item, session) => ({ item, time: days[session] * day + at * hour, session })),
});

// 1 January 1970 was a Thursday.
const teaLover = past([0, 1, 0], [0, 7, 14], 9);
const player = past([2, 3], [2, 62], 20);
const labels = Int32Array.from([...repeat(30, 0), ...repeat(20, 1)]);
const pasts = [...repeat(30, teaLover), ...repeat(20, player)];
const describeAll = (of = pasts, ofLabels = labels, hasTimes = true) =>
  describeMeaning({ labels: ofLabels, nClusters: 2, pasts: of, catalog, hasTimes });

describe('describeMeaning', () => {
  const [tea, toys] = describeAll();

  it('says how many there are, and what they favour against the average', () => {
    expect([tea.size, tea.share, toys.size, toys.share]).toEqual([30, 0.6, 20, 0.4]);
    // each of 30 met Tea twice, of 20 Toys and Sky once: counted once a shopper, 30 of 30 against 30 of 70
    expect(tea.categories).toEqual([{ name: 'Tea', share: 1, average: 30 / 70, sharedBy: 30 }]);
    expect(tea.topItems.map(({ name }) => name)).toEqual(['Blue cup', 'Tea pot']);
  });

  it('puts a path together from transitions between categories', () => {
    expect(toys.path).toEqual(['Toys', 'Sky']);
    expect(tea.path).toEqual([]); // from tea to tea is no way
  });

  it('compares median prices, leaving out those that are not known', () => {
    expect(tea.price).toEqual({ median: 2, average: 2 });
    expect(toys.price).toEqual({ median: 10, average: 2 });
  });

  it('names the hour and the weekday of sessions', () => {
    expect(tea.hour).toEqual({ name: '9:00', share: 1, average: 0.6, sharedBy: 30 });
    expect(tea.weekday?.name).toBe('Thursday');
    expect(toys.hour?.name).toBe('20:00');
    expect(describeAll(pasts, labels, false)[0]).not.toHaveProperty('hour');
  });

  it('finds what they do next', () => {
    // of two ways on, one leads back to the cup; both stay with tea, and come within a week
    expect(tea.nextActions.map(({ name, share, average }) => [name, share, average])).toEqual([
      ['stay in a category', 1, 0.6],
      ['come back within a week', 1, 0.6],
      ['choose what they chose before', 0.5, 0.3],
    ]);
    expect(toys.nextActions.map(({ name }) => name)).toEqual([
      'go on to another category',
      'come back after more than a month',
    ]);
  });

  it('tells the difference in one sentence', () => {
    // a Saturday and a Wednesday: a tie goes to the day that is earlier in the week
    expect(toys.difference).toBe(
      'They favour “Sky” (1.8 times the average), choose dearer things (by 400\u00a0%), more often go on to another category (100\u00a0% against 40\u00a0%), and come more often on Wednesdays and around 20:00.',
    );
  });

  it('says nothing of what fewer than 20 shoppers share', () => {
    const few = describeAll([...repeat(30, teaLover), ...repeat(19, player)], labels.subarray(0, 49))[1];
    expect(few).toEqual({
      id: 1,
      label: 'group 2',
      terms: [],
      size: 19,
      share: 19 / 49,
      topItems: [],
      categories: [],
      path: [],
      nextActions: [],
      difference: 'Fewer than 20 shoppers: too few to say anything about them.',
    });
  });

  it('follows items where the catalogue has no categories', () => {
    const { itemIds, titles } = catalog;
    const found = describeMeaning({ labels, nClusters: 2, pasts, catalog: { itemIds, titles }, hasTimes: true });
    expect(found[1].path).toEqual(['Tin robot', 'Paper kite']);
    expect(found[1].categories).toEqual([]);
  });
});

describe('findClusterWords', () => {
  const histories = [...repeat(20, [0]), ...repeat(20, [2])];
  const groups = Int32Array.from([...repeat(20, 0), ...repeat(20, 1)]);
  const wordsOf = (input: Partial<Parameters<typeof findClusterWords>[0]>) =>
    findClusterWords({ labels: groups, nClusters: 2, histories, catalog: { itemIds: catalog.itemIds }, ...input }).map(
      (words) => words.map(({ term }) => term).sort(),
    );

  it('reads titles and categories, and no term across both', () => {
    expect(wordsOf({ catalog })).toEqual([
      ['blue', 'blue cup', 'cup', 'tea'],
      ['robot', 'tin', 'tin robot', 'toys'],
    ]);
  });

  it('reads searches, which 20 shoppers share', () => {
    const query = (text: string) => [{ query: text, time: 0, session: 0 }];
    const queries = [...repeat(20, query('  GIFT ')), ...repeat(19, query('lamp')), query('gift')];
    expect(wordsOf({ queries })).toEqual([['gift'], []]);
  });

  it('has no words where there is nothing to read', () => {
    expect(wordsOf({})).toEqual([[], []]);
  });
});

describe('findFavoured', () => {
  it('lists what is above the average, the most telling first', () => {
    // cluster 0: 40 of item 0, 20 of item 1; cluster 1: 40 of item 1
    const histories = [...repeat(20, [0, 1]), ...repeat(20, [0]), ...repeat(40, [1])];
    const meetings = countMeetings(Int32Array.from([...repeat(40, 0), ...repeat(40, 1)]), histories, 2, 2);
    expect(findFavoured(meetings, 0, ['a', 'b'])).toEqual([{ name: 'a', share: 40 / 60, average: 0.4, sharedBy: 40 }]);
  });
});

describe('toMoments', () => {
  it('takes the lines of one order together', () => {
    const steps = [
      { item: 0, time: 5, session: 0 },
      { item: 1, time: 5, session: 0 },
      { item: 2, time: 6, session: 0 },
      { item: 3, time: 6, session: 1 },
    ];
    expect(toMoments(steps).map((moment) => moment.map(({ item }) => item))).toEqual([[0, 1], [2], [3]]);
  });
});

describe('visitTimes', () => {
  it('counts sessions, not steps, and gives a tie to the earlier', () => {
    const steps = [
      { item: 0, time: 20 * hour, session: 0 },
      { item: 0, time: 20 * hour + 1, session: 0 },
      { item: 0, time: 20 * hour + 2, session: 0 },
      { item: 0, time: day + 9 * hour, session: 1 },
    ];
    expect(visitTimes(steps)).toEqual({ hour: 9, weekday: 4 });
  });
});

describe('tellDifference', () => {
  it('is plain where there is none', () => {
    expect(tellDifference({ categories: [], topItems: [], nextActions: [], price: { median: 1.1, average: 1 } })).toBe(
      'They differ little from the average shopper.',
    );
  });

  it('names an item where no category is favoured', () => {
    const favoured = (name: string, share: number) => ({ name, share, average: 0.1, sharedBy: 30 });
    const told = { categories: [favoured('Tea', 0.11)], topItems: [favoured('Blue cup', 0.2)], nextActions: [] };
    expect(tellDifference(told)).toBe('They favour “Blue cup” (2.0 times the average).');
  });

  it('says one thing without commas', () => {
    expect(tellDifference({ categories: [], topItems: [], nextActions: [], price: { median: 1, average: 2 } })).toBe(
      'They choose cheaper things (by 50\u00a0%).',
    );
  });
});
