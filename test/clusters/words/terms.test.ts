import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTerms } from '../../../src/clusters/words/terms.js';

describe('findTerms', () => {
  it('gives words and runs of up to three words', () => {
    expect(findTerms(['HOT WATER BOTTLE'])).toEqual([
      ['hot', 'hot water', 'hot water bottle', 'water', 'water bottle', 'bottle'],
    ]);
  });

  it('ends a run at numbers, punctuation and function words', () => {
    expect(findTerms(['SET/3 Cups, box of 12 tins'])).toEqual([['set', 'cups', 'box', 'tins']]);
  });

  it('keeps what joins the parts of a word, and letters of any script', () => {
    expect(findTerms(['T-LIGHT', "POPPY'S", 'Ærø–Füße', 'CHARLIE+LOLA', '3D'])).toEqual([
      ['t-light'],
      ["poppy's"],
      ['ærø', 'füße'],
      ['charlie+lola'],
      ['d'],
    ]);
  });

  it('counts a plural as its singular where a title has that', () => {
    expect(findTerms(['lunch bags', 'red bag', 'christmas', 'glass'])).toEqual([
      ['lunch', 'lunch bag', 'bag'],
      ['red', 'red bag', 'bag'],
      ['christmas'],
      ['glass'],
    ]);
  });

  it('finds nothing where there is nothing to find', () => {
    expect(findTerms(['', '85123A?', 'of the', '  '])).toEqual([[], [], [], []]);
  });

  it('takes any text, one list a title, none with an empty term', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 })), (titles) => {
        const found = findTerms(titles);
        expect(found).toHaveLength(titles.length);
        for (const term of found.flat()) expect(term).toMatch(/^\S+( \S+){0,2}$/);
      }),
    );
  });
});
