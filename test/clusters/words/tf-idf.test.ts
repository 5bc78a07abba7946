import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type TfIdf, tfIdf } from '../../../src/clusters/words/tf-idf.js';

/** scikit-learn's answers, made by test/fixtures/tf-idf.py. */
interface Expected {
  readonly terms: string[];
  readonly idf: number[];
  readonly rows: number[][];
}

const fixture: { documents: string[][]; all: Expected; between2And3: Expected } = JSON.parse(
  readFileSync(new URL('../../fixtures/tf-idf.json', import.meta.url), 'utf8'),
);

function expectSame(found: TfIdf, expected: Expected): void {
  expect(found.terms).toEqual(expected.terms);
  found.idf.forEach((value, t) => {
    expect(value).toBeCloseTo(expected.idf[t], 12);
  });
  expect(found.documents).toHaveLength(expected.rows.length);
  found.documents.forEach(({ terms, weights }, d) => {
    const dense = new Float64Array(expected.terms.length);
    terms.forEach((t, p) => {
      dense[t] = weights[p];
    });
    dense.forEach((value, t) => {
      expect(value).toBeCloseTo(expected.rows[d][t], 12);
    });
  });
}

describe('tfIdf', () => {
  it('weighs terms as scikit-learn does', () => {
    expectSame(tfIdf(fixture.documents), fixture.all);
  });

  it('drops terms of too few and of too many documents, as scikit-learn does', () => {
    expectSame(tfIdf(fixture.documents, { minDocuments: 2, maxDocuments: 3 }), fixture.between2And3);
  });

  it('follows its formula by hand', () => {
    const { terms, idf, documents } = tfIdf([['red', 'bag'], ['bag']]);
    const rare = Math.log(3 / 2) + 1; // idf of 'red'; that of 'bag' is ln(3 / 3) + 1
    expect(terms).toEqual(['bag', 'red']);
    expect([...idf]).toEqual([1, rare]);
    expect(documents[0].weights[1]).toBeCloseTo(rare / Math.hypot(1, rare), 12);
    expect([...documents[1].weights]).toEqual([1]);
  });

  it('gives a document without terms an empty row', () => {
    expect(tfIdf([[], ['a']]).documents[0].terms).toHaveLength(0);
    expect(tfIdf([]).documents).toEqual([]);
  });
});
