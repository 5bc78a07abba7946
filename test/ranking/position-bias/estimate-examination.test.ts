import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { estimateExamination, expectedExamination } from '../../../src/ranking/position-bias/estimate-examination.js';
import { addSighting, type Exposure, fadeExposure } from '../../../src/ranking/position-bias/exposure.js';
import { exposureOf } from './exposure-of.js';

const withoutPriors = { priorShown: 0, priorPerItem: 0, maxIter: 20_000, tol: 1e-12 };

/** Synthetic: clicks on random items at random places, by planted probabilities. */
function simulate(planted: readonly number[], nItems: number, nViews: number, seed: number): Exposure[] {
  const random = createRandom(seed);
  const attraction = Array.from({ length: nItems }, () => 0.1 + 0.5 * random.next());
  const cells = new Map<string, Exposure>();
  for (let view = 0; view < nViews; view++) {
    const items = random.shuffle(Array.from({ length: nItems }, (_, item) => item)).slice(0, planted.length);
    items.forEach((item, place) => {
      const isClicked = random.next() < planted[place] * attraction[item];
      const sighting = { itemId: `${item}`, place, isClicked, at: 0 };
      cells.set(`${item} ${place}`, addSighting(cells.get(`${item} ${place}`), sighting, 14));
    });
  }
  return [...cells.values()];
}

describe('estimateExamination', () => {
  it('finds what explains the clicks wholly, where there is no prior', () => {
    // One item attracts with .4 and place 1 is looked at every other time: 40 and 20 of 100.
    const exposures = [exposureOf('a', 0, 100, 40), exposureOf('a', 1, 100, 20)];
    expect(estimateExamination(exposures, withoutPriors)[1]).toBeCloseTo(0.5, 6);
    // Places 0 and 2 never show the same item, but place 1 shows both: .5 · .6 = .3 tells b's .6, and then .25.
    const chained = [...exposures, exposureOf('b', 1, 100, 30), exposureOf('b', 2, 100, 15)];
    const examination = estimateExamination(chained, withoutPriors);
    expect(examination[1]).toBeCloseTo(0.5, 4);
    expect(examination[2]).toBeCloseTo(0.25, 4);
  });

  it('tells a place that nobody looks at from an item that nobody wants', () => {
    // b is clicked nowhere, a half as often at place 1: place 1 is not blamed for b.
    const exposures = [
      exposureOf('a', 0, 100, 40),
      exposureOf('a', 1, 100, 20),
      exposureOf('b', 0, 100, 0),
      exposureOf('b', 1, 900, 0),
    ];
    expect(estimateExamination(exposures, withoutPriors)[1]).toBeCloseTo(0.5, 4);
  });

  it('recovers planted probabilities from synthetic clicks within .05', () => {
    const planted = [1, 0.75, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1];
    for (const seed of [1, 2, 3]) {
      const examination = estimateExamination(simulate(planted, 30, 6000, seed));
      planted.forEach((probability, place) => {
        expect(Math.abs(examination[place] - probability), `place ${place}, seed ${seed}`).toBeLessThan(0.05);
      });
    }
  });

  it('stays close to the prior on what one device sees', () => {
    const examination = estimateExamination([exposureOf('a', 0, 3, 1), exposureOf('b', 2, 3, 0)]);
    expect(examination[0]).toBe(1);
    // No click in three sightings moves place 2 from .5 down, but by less than three of twenty sightings.
    expect(examination[2]).toBeLessThan(expectedExamination(2));
    expect(examination[2]).toBeGreaterThan((0.5 * 20) / 23);
    // Place 1 was never shown: its prior, 1 / log2(3).
    expect(examination[1]).toBeCloseTo(0.6309, 4);
  });

  it('is empty without exposures, and survives counts that make no sense', () => {
    expect([...estimateExamination([])]).toEqual([]);
    const odd = [
      exposureOf('a', 0, 5, 9),
      exposureOf('a', 1, 5, -3),
      exposureOf('b', 2, 0, 0),
      exposureOf('b', -1, 5, 1),
      exposureOf('b', 1.5, 5, 1),
      exposureOf('b', 1e9, 5, 1),
      exposureOf('c', 1, Number.NaN, 1),
      exposureOf('c', 1, Number.POSITIVE_INFINITY, 1),
      exposureOf('c', 1, 4, Number.NaN),
    ];
    const examination = estimateExamination(odd);
    expect(examination).toHaveLength(2);
    for (const probability of [...examination, ...estimateExamination(odd, withoutPriors)]) {
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
    }
  });
});

describe('addSighting', () => {
  const dayMs = 86_400_000;
  const first = { itemId: 'a', place: 2, isClicked: true, at: 0 };

  it('counts sightings and clicks, older ones half after each half-life', () => {
    const once = addSighting(undefined, first, 14);
    expect(once).toEqual({ itemId: 'a', place: 2, shown: 1, clicks: 1, at: 0 });
    const twice = addSighting(once, { ...first, isClicked: false, at: 14 * dayMs }, 14);
    expect(twice).toEqual({ itemId: 'a', place: 2, shown: 1.5, clicks: 0.5, at: 14 * dayMs });
    expect(fadeExposure(twice, 28 * dayMs, 14)).toMatchObject({ shown: 0.75, clicks: 0.25 });
  });

  it('fades nothing when the clock was put back', () => {
    const late = addSighting(undefined, { ...first, at: 5 * dayMs }, 14);
    expect(addSighting(late, first, 14)).toEqual({ itemId: 'a', place: 2, shown: 2, clicks: 2, at: 5 * dayMs });
  });
});
