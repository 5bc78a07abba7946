import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { type ChoiceSet, fitChoiceWeights } from '../../../src/train/weights/choice-model.js';

/** Choices that a chooser of known weights makes among 20 random candidates. */
function choicesOf(weights: number[], nChoices: number): ChoiceSet[] {
  const random = createRandom(11);
  return Array.from({ length: nChoices }, () => {
    const features = weights.map(() => Float32Array.from({ length: 20 }, () => random.normal()));
    const odds = Array.from({ length: 20 }, (_, i) =>
      Math.exp(features.reduce((sum, feature, f) => sum + weights[f] * feature[i], 0)),
    );
    let left = random.next() * odds.reduce((a, b) => a + b);
    const target = odds.findIndex((share) => {
      left -= share;
      return left <= 0;
    });
    return { features, targets: [target] };
  });
}

describe('fitChoiceWeights', () => {
  it('finds the weights that the choices were made with', () => {
    const [first, second] = fitChoiceWeights(choicesOf([1.5, -0.5], 3000), [0, 0]);
    expect(Math.abs(first - 1.5)).toBeLessThan(0.1);
    expect(Math.abs(second + 0.5)).toBeLessThan(0.1);
  });

  it('agrees with the closed form of two candidates: the log odds of how often each was taken', () => {
    const feature = Float32Array.of(1, 0);
    const choices = [0, 0, 0, 1].map((target) => ({ features: [feature], targets: [target] }));
    expect(fitChoiceWeights(choices, [0])[0]).toBeCloseTo(Math.log(3), 1);
  });

  it('counts a given part of the score as said already', () => {
    const feature = Float32Array.of(1, 0);
    const offset = Float32Array.of(Math.log(3), 0);
    const choices = [0, 0, 0, 1].map((target) => ({ features: [feature], offset, targets: [target] }));
    expect(fitChoiceWeights(choices, [0])[0]).toBeCloseTo(0, 5);
  });

  it('keeps a weight that the choices say nothing about', () => {
    const choices = [{ features: [Float32Array.of(2, 2, 2)], targets: [1] }];
    expect(fitChoiceWeights(choices, [0.7])[0]).toBeCloseTo(0.7, 6);
  });

  it('reads features that most candidates have not as it reads the others', () => {
    const random = createRandom(5);
    const dense = Array.from({ length: 400 }, () => {
      const features = [1, 2, 3].map((nth) =>
        Float32Array.from({ length: 20 }, (_, i) => (nth === 1 || i % 4 === 0 ? random.normal() : 0)),
      );
      return { features, targets: [random.integer(3) === 0 ? 4 * random.integer(5) : random.integer(20), 7] };
    });
    const items = Int32Array.of(16, 0, 4, 8, 12);
    const sparse = dense.map(({ features: [first, ...rest], targets }): ChoiceSet => {
      const values = Float32Array.from([...items].flatMap((item) => rest.map((feature) => feature[item])));
      return { features: [first], sparse: { items, values, width: 2 }, targets };
    });
    const expected = fitChoiceWeights(dense, [0, 0.5, 0]);
    expect(Math.abs(expected[1])).toBeGreaterThan(0.01);
    fitChoiceWeights(sparse, [0, 0.5, 0]).forEach((weight, f) => {
      expect(weight).toBeCloseTo(expected[f], 8);
    });
  });
});
