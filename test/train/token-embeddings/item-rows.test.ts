import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { buildItemGraph } from '../../../src/train/item-item/item-graph.js';
import { type Composition, ownRows } from '../../../src/train/token-embeddings/composition.js';
import { appendSearches, contentRows } from '../../../src/train/token-embeddings/content-rows.js';
import { composeRows } from '../../../src/train/token-embeddings/item-rows.js';
import { leaveIdsOut } from '../../../src/train/token-embeddings/leave-ids-out.js';
import { smoothComposition } from '../../../src/train/token-embeddings/smooth-composition.js';

const catalog = {
  itemIds: ['a', 'b', 'c', 'd'],
  titles: ['red mug', 'blue mug', 'lamp', 'd'],
  categories: ['mugs', 'mugs', '', ''],
};
const nItems = 4;
/** Of 8 buckets the last but two weighs double. */
const weights = Float32Array.of(1, 1, 1, 1, 1, 2, 1, 1);
const content = contentRows(catalog, weights);
const graph = buildItemGraph(
  [
    [0, 2],
    [0, 2],
    [1, 2],
  ],
  nItems,
  { maxNeighbours: 2, selfWeight: 0.6 },
);
const smoothed = smoothComposition(content, graph);

/** A token's coefficient of every row. */
function dense({ nRows, starts, rows, coefficients }: Composition, token: number): number[] {
  const all = new Array<number>(nRows).fill(0);
  for (let part = starts[token]; part < starts[token + 1]; part++) all[rows[part]] += coefficients[part];
  return all.map((value) => Number(value.toFixed(6)));
}

describe('contentRows', () => {
  it('makes an item of its own row and those of its words and attributes, over the root of their number', () => {
    // Buckets of 8: <mug> 0, <mu 5, mug 0, ug> 1; category=mugs 4. Items and special tokens take rows 0 to 6.
    const { starts } = content;
    expect(content.nRows).toBe(nItems + 3 + 8);
    const mug = dense(contentRows({ itemIds: ['a'], titles: ['mug'], categories: ['mugs'] }, weights), 0);
    const expected = [1, 0, 0, 0, 2, 1, 0, 0, 1, 2, 0, 0].map((n, i) => (i === 0 ? n : n / Math.sqrt(5)));
    mug.forEach((value, row) => {
      expect(value, `row ${row}`).toBeCloseTo(expected[row]!, 5);
    });
    // A title that is only the id says nothing; special tokens are themselves.
    for (const token of [3, 4, 5, 6]) expect(starts[token + 1] - starts[token]).toBe(1);
  });

  it('puts searches behind the tokens: the query token with their words', () => {
    const longer = appendSearches(content, ['mug', ''], weights);
    expect(longer.starts.length - 1).toBe(nItems + 3 + 2);
    const search = dense(longer, 7);
    expect(search.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect(search.slice(7)).toEqual([1, 0.5, 0, 0, 0, 1, 0, 0]);
    expect(dense(longer, 8)).toEqual(dense(ownRows(15), 5));
    for (let token = 0; token < 7; token++) expect(dense(longer, token)).toEqual(dense(content, token));
  });
});

describe('smoothComposition', () => {
  it('mixes what an item is made of with what its neighbours are made of', () => {
    // 0 and 2 meet twice, 1 and 2 once: degrees 2, 1 and 3.
    const [near, far] = [0.4 * (2 / Math.sqrt(2 * 3)), 0.4 * (1 / Math.sqrt(1 * 3))];
    const expected = dense(content, 2).map(
      (own, row) => 0.6 * own + near * dense(content, 0)[row]! + far * dense(content, 1)[row]!,
    );
    dense(smoothed, 2).forEach((value, row) => {
      expect(value).toBeCloseTo(expected[row]!, 5);
    });
    expect(dense(smoothed, 3)).toEqual(dense(content, 3));
    expect(dense(smoothed, 5)).toEqual(dense(content, 5));
  });
});

describe.each([
  ['text', content],
  ['text and searches', appendSearches(content, ['red lamp', 'mug'], weights)],
  ['text, smoothed over the graph', smoothed],
  ['text and searches, smoothed', appendSearches(smoothed, ['blue'], weights)],
])('composeRows of %s', (_, composition) => {
  const width = 3;
  const random = createRandom(5);
  const table = Float32Array.from({ length: composition.nRows * width }, () => random.normal());
  const nTokens = composition.starts.length - 1;
  const tokens = Int32Array.from({ length: nTokens }, (_, i) => nTokens - 1 - i);
  const slopes = Float32Array.from({ length: nTokens * width }, () => random.normal());
  const leftOut = new Uint8Array(composition.nRows);
  leftOut[1] = 1;

  it.each([
    ['as they are', {}],
    ['of unit length', { isNormalized: true }],
    ['with an own row left out', { leftOut }],
    ['with an own row left out, of unit length', { leftOut, isNormalized: true }],
  ])('has the gradient that finite differences give: rows %s', (_name, change) => {
    const options = { width, isNormalized: false, ...change };
    const value = (parameters: Float32Array) =>
      composeRows(parameters, composition, tokens, options).values.reduce((sum, x, i) => sum + x * slopes[i]!, 0);
    const { rows, data } = composeRows(table, composition, tokens, options).backward(slopes);
    const gradient = new Float32Array(table.length);
    rows.forEach((row, place) => {
      gradient.set(data.subarray(place * width, (place + 1) * width), row * width);
    });
    const h = 1e-2;
    for (let i = 0; i < table.length; i++) {
      const [up, down] = [table.slice(), table.slice()];
      up[i] += h;
      down[i] -= h;
      expect(gradient[i], `element ${i}`).toBeCloseTo((value(up) - value(down)) / (2 * h), 2);
    }
  });

  it('makes the row of an item that is left out of the rest alone', () => {
    const of = (change: object) =>
      composeRows(table, composition, Int32Array.of(1), { width, isNormalized: false, ...change }).values;
    const weight = dense(composition, 1)[1]!;
    of({}).forEach((value, j) => {
      expect(of({ leftOut })[j]).toBeCloseTo(value - weight * table[width + j]!, 4);
    });
  });
});

describe('leaveIdsOut', () => {
  it('leaves about the share of items out, and none of which nothing else is known', () => {
    const items = Array.from({ length: 1000 }, (_, i) => `${i}`);
    const many = contentRows({ itemIds: items, titles: items.map((id) => (id === '7' ? id : `mug ${id}`)) }, weights);
    const leftOut = leaveIdsOut(many, Int32Array.from(items, Number), 0.3, createRandom(1));
    const count = leftOut.reduce((sum, value) => sum + value, 0);
    expect(count).toBeGreaterThan(250);
    expect(count).toBeLessThan(350);
    const all = leaveIdsOut(many, Int32Array.from(items, Number), 1, createRandom(1));
    expect(all[7]).toBe(0);
    expect(all.reduce((sum, value) => sum + value, 0)).toBe(999);
  });
});
