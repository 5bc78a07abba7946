import { describe, expect, it } from 'vitest';
import { tfIdf } from '../../../src/clusters/words/tf-idf.js';
import { createTitleIndex } from '../../../src/encoder/cold-items/title-index.js';
import { titleTerms } from '../../../src/encoder/cold-items/title-terms.js';

const itemIds = ['a', 'b', 'c', 'd'];
const titles = ['Red lunch bag', 'Blue lunch bags', 'Red mug', 'Tin of sweets'];
const catalog = { itemIds, titles };

describe('createTitleIndex', () => {
  it('gives the cosine of TF-IDF weights over the terms that the catalogue has', () => {
    const index = createTitleIndex(catalog);
    index.read(4);
    // Each title against all, as vectors of another implementation have it.
    const { documents } = tfIdf(titles.map((title) => titleTerms({ title })));
    const cosine = (i: number, j: number) =>
      documents[i]!.terms.reduce((sum, term, t) => {
        const place = documents[j]!.terms.indexOf(term);
        return sum + (place < 0 ? 0 : documents[i]!.weights[t]! * documents[j]!.weights[place]!);
      }, 0);
    titles.forEach((title, i) => {
      const likeness = index.likeness(titleTerms({ title }))!;
      titles.forEach((_, j) => {
        expect(likeness[j]).toBeCloseTo(cosine(i, j), 6);
      });
    });
  });

  it('passes over what no item has, and finds nothing where no term is shared', () => {
    const index = createTitleIndex(catalog);
    index.read(4);
    // "red" is in two of four titles, "mug" in one: ln(5 / 3) + 1 and ln(5 / 2) + 1; "red mug" as "mug".
    const [red, mug] = [Math.log(5 / 3) + 1, Math.log(5 / 2) + 1];
    const likeness = index.likeness(['mug', 'zebra'])!;
    expect(likeness[2]).toBeCloseTo(mug / Math.sqrt(red ** 2 + 2 * mug ** 2), 6);
    expect([likeness[0], likeness[1], likeness[3]]).toEqual([0, 0, 0]);
    expect(index.likeness(['zebra'])).toBeNull();
    expect(index.likeness([])).toBeNull();
  });

  it('reads the catalogue in stretches, and finds nothing until all is read', () => {
    const index = createTitleIndex(catalog);
    expect([index.read(3), index.likeness(['red'])]).toEqual([false, null]);
    expect([index.read(0), index.read(1), index.read(0)]).toEqual([false, true, true]);
    const whole = createTitleIndex(catalog);
    whole.read(100);
    expect(index.likeness(['red'])).toEqual(whole.likeness(['red']));
  });

  it('finds nothing in a catalogue that tells nothing, where a title is only the id', () => {
    const index = createTitleIndex({ itemIds: ['mug', 'bag'], titles: ['mug', 'bag'] });
    expect([index.read(2), index.likeness(['mug'])]).toEqual([true, null]);
  });
});
