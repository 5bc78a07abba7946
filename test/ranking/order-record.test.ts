import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  maxRecordLength,
  type OrderRecord,
  readOrderRecord,
  readOrderScores,
  recordLengthOf,
  writeOrderRecord,
} from '../../src/ranking/order-record.js';

const record: OrderRecord = {
  modelHash: 'cafe',
  eventCount: 3,
  madeAt: 1_700_000_000_000,
  sessionGapMs: 1_800_000,
  positionWeight: 0.25,
  nShown: 2,
  itemIds: ['mug', 'bag', 'lamp'],
  scores: [-1, 2.5, 0.75],
  history: ['lamp', 'card'],
  because: [1, -1],
};

describe('an order record', () => {
  it('gives its scores alone as it gives them with all else', () => {
    const text = writeOrderRecord(record);
    const { itemIds, scores, positionWeight } = readOrderRecord(text)!;
    const [scoreOf, weight] = readOrderScores(text);
    expect([...scoreOf]).toEqual(itemIds.map((id, i) => [id, scores[i]]));
    expect(weight).toBe(positionWeight);
    expect(readOrderScores(text.replace('[1,', '[2,'))[0].size).toBe(0);
    expect(readOrderScores(text + ' '.repeat(maxRecordLength))[0].size).toBe(0);
    expect(() => readOrderScores(text.slice(0, -5))).toThrow(SyntaxError);
  });

  it('comes back from its text, its scores within a step', () => {
    const read = readOrderRecord(writeOrderRecord(record))!;
    expect({ ...read, scores: [] }).toEqual({ ...record, scores: [] });
    for (const [i, score] of [-1, 2.5, 0.75].entries()) expect(read.scores[i]).toBeCloseTo(score, 3);
  });

  it('keeps the order of any scores that lie more than a step apart', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -1600, max: 1600 }), { minLength: 1, maxLength: 200 }), (scores) => {
        const itemIds = scores.map((_, i) => `item-${i}`);
        const read = readOrderRecord(writeOrderRecord({ ...record, itemIds, scores }))!;
        const order = (values: ArrayLike<number>) => itemIds.map((_, i) => i).sort((a, b) => values[b] - values[a]);
        expect(order(read.scores)).toEqual(order(scores));
      }),
    );
  });

  it('is never longer than a record may be, and then lacks items at its end', () => {
    const id = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 60 }), fc.integer({ min: 100, max: 900 }), (itemIds, maxLength) => {
        const text = writeOrderRecord({ ...record, itemIds, scores: itemIds.map((_, i) => i), because: [] }, maxLength);
        const kept = readOrderRecord(text)!.itemIds;
        expect(text.length).toBeLessThanOrEqual(Math.max(maxLength, 100));
        const writable = itemIds.filter((one) => one !== '' && !one.includes('\n'));
        expect(kept).toEqual(writable.slice(0, kept.length));
      }),
    );
  });

  it('takes as many characters an item as the count says', () => {
    const one = writeOrderRecord({ ...record, itemIds: ['a'], scores: [1], because: [] });
    const two = writeOrderRecord({ ...record, itemIds: ['a', 'b 1'], scores: [1, 1], because: [] });
    expect(two.length - one.length).toBe(recordLengthOf('b 1'));
  });

  it('may be of no items', () => {
    expect(readOrderRecord(writeOrderRecord({ ...record, itemIds: [], scores: [], because: [] }))!.itemIds).toEqual([]);
  });

  it('leaves out ids that its text cannot hold, with their scores and reasons', () => {
    const odd = { ...record, itemIds: ['mug', 'two\nlines', '', 'lamp'], scores: [3, 9, 9, 1], because: [0, 1, 1, 1] };
    const read = readOrderRecord(writeOrderRecord(odd))!;
    expect([read.itemIds, read.nShown, read.because]).toEqual([['mug', 'lamp'], 1, [0, 1]]);
    expect(read.scores[0]).toBeGreaterThan(read.scores[1]);
  });

  it('is none when it is cut off anywhere, changed, too long, or of another version', () => {
    const text = writeOrderRecord(record);
    for (let length = 0; length < text.length; length++) expect(readOrderRecord(text.slice(0, length))).toBeNull();
    for (const other of [
      null,
      undefined,
      '{}',
      '[]',
      'null',
      '"text"',
      text.replace('[1,', '[2,'),
      text.replace('"mug', '"more\\nmug'),
      text.replace('0.25', '"heavy"'),
      text.replace('-1', 'null'),
      JSON.stringify([1, 'cafe', 1, 0, 0, 0, 'a'.repeat(maxRecordLength), 0, 1, '##', '', '']),
    ])
      expect(readOrderRecord(other)).toBeNull();
  });
});
