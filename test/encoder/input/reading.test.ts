import { describe, expect, it } from 'vitest';
import { padSequences } from '../../../src/encoder/input/pad-sequences.js';
import { readNext, readStanding } from '../../../src/encoder/input/reading.js';
import type { Sequence } from '../../../src/sequence/sequence.js';

const sessionStart = 9;
const maskRow = 11;
const sequenceOf = (tokens: number[]): Sequence => ({
  tokens: Int32Array.from(tokens),
  times: Float64Array.from(tokens, (_, i) => 100 * i),
  types: Uint8Array.from(tokens, (token) => (token === sessionStart ? 0 : 2)),
  queries: new Map(),
});
/** Two items, then the question what comes first in a new visit. */
const returning = sequenceOf([9, 4, 5, 9]);

describe('a reading', () => {
  it.each(['prefix', 'whole'] as const)('asks an encoder that sees a %s at the last token', (sees) => {
    expect(readNext({ sees }, returning, maskRow)).toEqual({ sequence: returning, place: 3 });
  });

  it('asks an encoder that sees both ways at a mask behind the last token, at its time', () => {
    const { sequence, place } = readNext({ sees: 'masked' }, returning, maskRow);
    expect([...sequence.tokens]).toEqual([9, 4, 5, 9, maskRow]);
    expect([...sequence.times]).toEqual([0, 100, 200, 300, 300]);
    expect([...sequence.types]).toEqual([0, 2, 2, 0, 0]);
    expect(place).toBe(4);
  });

  it('asks a causal encoder both questions in one pass', () => {
    const standing = readStanding({ sees: 'prefix' }, returning, maskRow, sessionStart);
    expect(standing).toEqual({ sequence: returning, place: 2 });
  });

  it.each([
    ['whole', [9, 4, 5], 2],
    ['masked', [9, 4, 5, maskRow], 3],
  ] as const)('asks one that sees the %s where the shopper stands without the new visit', (sees, tokens, place) => {
    const standing = readStanding({ sees }, returning, maskRow, sessionStart);
    expect([...standing.sequence.tokens]).toEqual(tokens);
    expect(standing.place).toBe(place);
  });
});

describe('padSequences', () => {
  /** Two numbers a token; a search says its text, too. */
  const rowOf = (token: number, text = '') => Float32Array.of(2 * token, 2 * token + 1 + 100 * text.length);

  it('lays sequences out with the rows of their tokens, padding at the time of the last', () => {
    const batch = padSequences(rowOf, 2, [sequenceOf([9, 4]), sequenceOf([5])], 3);
    expect([...batch.rows]).toEqual([18, 19, 8, 9, 0, 0, 10, 11, 0, 0, 0, 0]);
    expect([...batch.tokens]).toEqual([9, 4, 0, 5, 0, 0]);
    expect([...batch.times]).toEqual([0, 100, 100, 0, 0, 0]);
    expect([...batch.types!]).toEqual([0, 2, 0, 2, 0, 0]);
    expect([...batch.lengths]).toEqual([2, 1]);
    expect([batch.batchSize, batch.length]).toEqual([2, 3]);
  });

  it('tells the row of a search by its text', () => {
    const searched = { ...sequenceOf([9, 10, 10]), queries: new Map([[1, 'mug']]) };
    expect([...padSequences(rowOf, 2, [searched], 3).rows]).toEqual([18, 19, 20, 321, 20, 21]);
  });
});
