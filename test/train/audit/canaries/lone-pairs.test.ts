import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/random.js';
import { createVocabulary } from '../../../../src/sequence/vocabulary.js';
import { groupNatural, groupPlanted, withoutPlanted } from '../../../../src/train/audit/canaries/canary-groups.js';
import { findLonePairs } from '../../../../src/train/audit/canaries/lone-pairs.js';
import { countPartners } from '../../../../src/train/audit/canaries/partners.js';

const session = (session: number, ...items: number[]) => items.map((item) => ({ item, time: session, session }));

/** Items 0 and 1 are of two shoppers, 0 and 2 of x alone, twice; 1 and 2 are never in one session; 3 and 4 are of y alone. */
const shoppers = [
  { id: 'x', steps: [...session(0, 0, 1), ...session(1, 0, 2), ...session(2, 2, 0, 0)] },
  { id: 'y', steps: [...session(0, 1, 0), ...session(1, 3, 4)] },
  { id: 'z', steps: session(0, 1) },
];
const learned = { shoppers, until: 9 };
const vocabulary = createVocabulary(['a', 'b', 'c', 'd', 'e']);
const weights = new Float32Array(8);

describe('countPartners', () => {
  it('counts each shopper once, and sessions apart', () => {
    const { nShoppers } = countPartners(shoppers, 5)(0);
    expect([...nShoppers]).toEqual([0, 2, 1, 0, 0]);
  });
});

describe('findLonePairs', () => {
  it('counts the pairs of one shopper, and those that the table holds in either direction', () => {
    const companions = {
      perItem: 1,
      // 0 -> 1 and 1 -> 0 are one pair, of two shoppers; 2 -> 0 is of one.
      items: Int32Array.of(1, 0, 0, -1, -1),
      strengths: Float32Array.of(0.5, 0.5, 0.1, 0, 0),
      weights,
    };
    const { figures } = findLonePairs({ companions, vocabulary }, learned, createRandom(1));
    expect(figures).toEqual({ nPublished: 2, nPublishedLone: 1, nLone: 2 });
  });

  it('draws one pair of each shopper who has some', () => {
    const { pairs } = findLonePairs({ vocabulary }, learned, createRandom(1));
    expect(pairs).toEqual([
      { shopperId: 'x', items: [0, 2] },
      { shopperId: 'y', items: [3, 4] },
    ]);
  });
});

describe('groupPlanted', () => {
  it('tells canaries by how many sessions hold all their items', () => {
    const groups = groupPlanted(
      [
        [0, 2],
        [1, 2],
        [3, 4],
        [4, 3],
      ],
      learned,
    );
    expect(groups).toEqual([
      { name: 'planted, in 0 sessions', sequences: [[1, 2]] },
      {
        name: 'planted, in 1 session',
        sequences: [
          [3, 4],
          [4, 3],
        ],
      },
      { name: 'planted, in 2 sessions', sequences: [[0, 2]] },
    ]);
  });
});

describe('withoutPlanted', () => {
  it('leaves baskets out that hold the items of a canary and no others, in any order', () => {
    const baskets = [
      [1, 0],
      [0, 1, 2],
      [2, 3],
    ].map((items) => ({
      shopperId: 'x',
      isMember: true,
      time: 0,
      steps: session(0, ...items),
      isFirst: true,
      half: 0 as const,
    }));
    const left = withoutPlanted(baskets, [[0, 1]]);
    expect(left.map(({ steps }) => steps.map(({ item }) => item))).toEqual([
      [0, 1, 2],
      [2, 3],
    ]);
  });
});

describe('groupNatural', () => {
  it('puts beside the pairs of one shopper pairs that somebody has later, and nobody had before', () => {
    const later = (items: number[]) => ({
      shopperId: `${items}`,
      isMember: false,
      time: 9,
      steps: session(9, ...items),
      isFirst: true,
      half: 0 as const,
    });
    const log = { learned, nonMembers: [later([0, 1]), later([1, 2])] };
    const [known, fresh] = groupNatural([{ shopperId: 'x', items: [0, 2] }], log, 5, createRandom(1));
    expect(known.sequences).toEqual([[0, 2]]);
    expect(fresh.sequences.map((items) => [...items].sort())).toEqual([[1, 2]]);
  });
});
