import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { type ChoiceSet, fitChoiceWeights } from '../../src/train/choice-model.js';

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
});
