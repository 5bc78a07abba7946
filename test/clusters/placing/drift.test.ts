import { describe, expect, it } from 'vitest';
import { driftWeights, recentPart, weightedSum } from '../../../src/clusters/placing/drift.js';
import type { Sequence } from '../../../src/sequence/sequence.js';

const start = 9;
const search = 10;
const sequenceOf = (...tokens: number[]): Sequence => ({
  tokens: Int32Array.from(tokens),
  times: Float64Array.from(tokens, (_, i) => i),
  types: new Uint8Array(tokens.length),
  queries: new Map(tokens.flatMap((token, place) => (token === search ? [[place, 'mug']] : []))),
});
const tokensOf = (sequence: Sequence) => [...sequence.tokens];

describe('recentPart', () => {
  const sequence = sequenceOf(start, 1, 2, start, 3, search, 4, start);

  it('is all up to the last item without a drift', () => {
    expect(tokensOf(recentPart(sequence, start))).toEqual([start, 1, 2, start, 3, search, 4]);
  });

  it('reaches back over so many items, across sessions and searches', () => {
    const part = (window: number) => tokensOf(recentPart(sequence, start, { window, halfLife: 1 }));
    expect(part(1)).toEqual([4]);
    expect(part(2)).toEqual([3, search, 4]);
    expect(part(3)).toEqual([2, start, 3, search, 4]);
    expect(part(99)).toEqual([start, 1, 2, start, 3, search, 4]);
  });

  it('keeps the texts of the searches in it', () => {
    expect([...recentPart(sequence, start, { window: 2, halfLife: 1 }).queries]).toEqual([[1, 'mug']]);
  });

  it('is the whole sequence where nothing is an item', () => {
    expect(tokensOf(recentPart(sequenceOf(start, search), start, { window: 2, halfLife: 1 }))).toEqual([start, search]);
  });
});

describe('driftWeights', () => {
  it('halves the weight of a state with so many items after it, and passes over what is no item', () => {
    // 1/4, 1/2, 1 over their sum
    const found = driftWeights(Int32Array.of(start, 1, 2, search, 3), start, 1);
    [0, 1 / 7, 2 / 7, 0, 4 / 7].forEach((weight, place) => {
      expect(found[place]).toBeCloseTo(weight, 6);
    });
    const slower = driftWeights(Int32Array.of(1, 2, 3), start, 2);
    expect(slower[0] / slower[2]).toBeCloseTo(0.5, 6);
  });

  it('counts the last item alone without a half-life', () => {
    expect([...driftWeights(Int32Array.of(start, 1, 2, start), start, 0)]).toEqual([0, 0, 1, 0]);
  });

  it('counts the last token where none is an item', () => {
    expect([...driftWeights(Int32Array.of(start, search), start, 2)]).toEqual([0, 1]);
  });
});

describe('weightedSum', () => {
  it('adds rows up, each times its weight', () => {
    expect([...weightedSum(Float32Array.of(1, 2, 10, 20, 5, 5), Float32Array.of(0.5, 1, 0))]).toEqual([10.5, 21]);
  });
});
