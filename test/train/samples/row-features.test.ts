import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { createRowDescriber } from '../../../src/train/samples/row-features.js';
import { toTokenHistory } from '../../../src/train/samples/windows.js';

const sessionStart = 4;
/** Item 0 leads to 1 with .5; item 2 to 3 with .25. */
const companions = {
  perItem: 1,
  items: Int32Array.of(1, -1, 3, -1),
  strengths: Float32Array.of(0.5, 0, 0.25, 0),
};
const momentsOf = (items: readonly number[], places: readonly number[]) => {
  const steps = items.map((item, i) => ({ item, time: i * 1000, session: 0 }));
  const history = toTokenHistory({ steps }, { sessionStart }, createRandom(1));
  return places.map((t) => ({ history, from: 0, t }));
};

describe('createRowDescriber', () => {
  it('tells of each row the items that were met, and what stands together with them', () => {
    const { repeats, companions: together } = createRowDescriber([companions], sessionStart)(momentsOf([0, 2], [1, 2]));
    expect([...repeats.starts]).toEqual([0, 1, 3]);
    expect([...repeats.items]).toEqual([0, 0, 2]);
    expect([...together.starts]).toEqual([0, 1, 3]);
    expect([...together.items]).toEqual([1, 1, 3]);
    // together, togetherMean, recent, last, before: of item 1 after item 0, of items 1 and 3 after items 0 and 2.
    const expected = [
      [0.5, 0.5, 0.5, 0.5, 0],
      [0.5, 0.25, 0.3, 0, 0],
      [0.25, 0.125, 0.25, 0.25, 0],
    ];
    const found = expected.map((_, entry) => together.values.subarray(entry * together.width).subarray(0, 5));
    expect(found.map((values) => [...values].map((value) => Number(value.toFixed(6))))).toEqual(expected);
  });

  it('leaves out the logarithms of a table that has seen all shoppers', () => {
    const moments = momentsOf([0, 1], [1]);
    const logarithms = (tables: (typeof companions)[]) =>
      [...createRowDescriber(tables, sessionStart)(moments).companions.values].slice(5);
    expect(logarithms([companions])).toEqual([0, 0, 0]);
    expect(logarithms([companions, companions])[0]).toBeCloseTo(Math.log(501), 5);
  });

  it('asks the table that has not seen the shopper', () => {
    const tables = [companions, { ...companions, items: Int32Array.of(2, -1, 3, -1) }];
    const describeRows = createRowDescriber(tables, sessionStart);
    const moments = momentsOf([0, 1], [1]);
    const ofFold = (fold: number) => moments.map((moment) => ({ ...moment, history: { ...moment.history, fold } }));
    expect([...describeRows(ofFold(0)).companions.items]).toEqual([1]);
    expect([...describeRows(ofFold(1)).companions.items]).toEqual([2]);
  });

  it('describes a batch the same after a longer one, whose room it uses', () => {
    const again = createRowDescriber([companions], sessionStart);
    const batch = momentsOf([2, 0, 1], [2, 3]);
    again(momentsOf([0, 1, 2, 3, 0, 2], [1, 2, 3, 4, 5, 6]));
    expect(again(batch)).toEqual(createRowDescriber([companions], sessionStart)(batch));
  });
});
