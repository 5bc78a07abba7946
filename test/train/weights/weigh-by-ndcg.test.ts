import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { ndcg, ranksOfTargets } from '../../../src/ranking/metrics.js';
import type { ChoiceSet } from '../../../src/train/weights/choice-model.js';
import { weighByNdcg } from '../../../src/train/weights/weigh-by-ndcg.js';

const nItems = 200;

/** Choices by chance, in which the first sparse feature speaks for the target `share` of the times. */
function choicesOf(seed: number, share: number, nTargets = 1): ChoiceSet[] {
  const random = createRandom(seed);
  return Array.from({ length: 150 }, () => {
    const dense = Float32Array.from({ length: nItems }, () => 4 * random.next());
    const items = Int32Array.from(random.shuffle(Array.from(dense.keys())).slice(0, 12));
    const values = Float32Array.from({ length: 2 * items.length }, (_, i) => (i % 2 === 0 ? 0 : random.next()));
    const isSpokenFor = random.next() < share;
    const first = isSpokenFor ? items[0] : random.integer(nItems);
    if (isSpokenFor) values[0] = 1;
    const targets = [...new Set([first, ...Array.from({ length: nTargets - 1 }, () => random.integer(nItems))])];
    return { features: [dense], sparse: { items, values, width: 2 }, targets };
  });
}

/** The mean NDCG@20 over all candidates, not a few of them. */
function qualityOf(choices: readonly ChoiceSet[], weights: readonly number[]): number {
  const each = choices.map(({ features: [dense], sparse, targets }) => {
    const scores = dense.slice();
    sparse!.items.forEach((item, entry) => {
      weights.forEach((weight, f) => {
        scores[item] += weight * sparse!.values[entry * sparse!.width + f];
      });
    });
    return ndcg(ranksOfTargets(scores, targets), 20);
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

describe('weighByNdcg', () => {
  it.each([1, 2, 3, 4, 5, 6])('judges by the list that all candidates make (%i)', (seed) => {
    const choices = choicesOf(seed, 0.3, 1 + (seed % 3));
    const start = [0.2, -0.4];
    const weights = weighByNdcg(choices, [start]);
    expect(qualityOf(choices, weights)).toBeGreaterThan(qualityOf(choices, start));
    // No single step from there is a gain.
    for (const share of [0, 0.5, 0.7, 1.4, 2]) {
      for (const f of [0, 1]) {
        const moved = weights.with(f, share * weights[f]);
        expect(qualityOf(choices, moved)).toBeLessThanOrEqual(qualityOf(choices, weights) + 1e-4);
      }
    }
  });

  it('raises a feature that speaks for what is taken, and lets go of one that speaks for nothing', () => {
    const [right, noise] = weighByNdcg(choicesOf(7, 0.8), [[0, 3]]);
    expect(right).toBeGreaterThan(1);
    expect(Math.abs(noise)).toBeLessThan(1.5);
  });

  it('finds a weight from 0, whatever unit a feature has', () => {
    const choices = choicesOf(8, 0.8).map(({ sparse, ...choice }) => ({
      ...choice,
      sparse: { ...sparse!, values: sparse!.values.map((value) => value / 1000) },
    }));
    expect(weighByNdcg(choices, [[0, 0]])[0]).toBeGreaterThan(1000);
  });

  it('keeps weights that no step makes better', () => {
    const taken = Array.from({ length: 10 }, (): ChoiceSet => {
      const dense = Float32Array.from({ length: nItems }, (_, item) => -item);
      return {
        features: [dense],
        sparse: { items: Int32Array.of(5), values: Float32Array.of(1), width: 1 },
        targets: [0],
      };
    });
    expect(weighByNdcg(taken, [[0]])).toEqual([0]);
  });

  it('takes the best of where it gets to, the first of equally good ones', () => {
    const choices = choicesOf(9, 0.5);
    const starts = [
      [-3, 5],
      [2, 0],
      [0.1, 0.1],
    ];
    const alone = starts.map((start) => qualityOf(choices, weighByNdcg(choices, [start])));
    expect(qualityOf(choices, weighByNdcg(choices, starts))).toBeCloseTo(Math.max(...alone), 9);
    expect(weighByNdcg(choices, [starts[1], starts[1]])).toEqual(weighByNdcg(choices, [starts[1]]));
  });
});
