import { describe, expect, it } from 'vitest';
import { createColdScorer, weighFeatures } from '../../../src/encoder/cold-items/cold-scorer.js';
import { usualWeights } from '../../../src/encoder/item-features/cold-weights.js';
import { coldCandidateFeatures, createColdCandidates } from '../../../src/train/weights/cold-candidates.js';
import { createTextModel } from '../../encoder/text-model.js';

const { catalog, ...model } = createTextModel({ nItems: 4 });
const titles = ['Red mug', 'Red mug', 'Blue bag', 'Tin mug'];
const titled = { ...model, catalog: { ...catalog, titles }, coldItems: { ...usualWeights, bias: -3, text: 0.5 } };
const draw = (from: number) => Float32Array.from({ length: 4 }, (_, i) => from - 0.3 * i);
const scores = { sequence: draw(-1), cluster: draw(0.5), repeat: draw(0.2) };
const embedding = Float32Array.from({ length: 16 }, (_, i) => (i % 3) - 1);
/** Item 3 in the session before, item 0 in this one. */
const tokens = Int32Array.of(4, 3, 4, 0);

describe('createColdCandidates', () => {
  it('gives an item the score that the worker gives it', () => {
    const scorer = createColdScorer(titled);
    scorer.read(4);
    const shopper = { scores, met: { current: [0], earlier: [3] }, embedding };
    const candidates = createColdCandidates(titled);
    for (const title of ['Red bag', 'A mug', 'Blue tin']) {
      const features = coldCandidateFeatures([candidates({ title })!], { scores, tokens, embedding }, 1);
      const score = weighFeatures(
        features.map(([value]) => value!),
        titled.coldItems,
      );
      expect(score).toBeCloseTo(scorer.score({ title }, shopper)!.score, 5);
    }
  });

  it('lets a known item that is treated as a cold one know nothing of itself', () => {
    const candidates = createColdCandidates(titled);
    const { likeness, neighbours } = candidates({ title: 'Red mug' }, 0)!;
    expect(likeness[0]).toBe(0);
    expect(likeness[1]).toBeCloseTo(1, 6);
    expect(neighbours.items).toEqual([1, 3]);
    expect(candidates({ title: 'Blue bag' }, 2)).toBeNull();
    expect(candidates({ title: 'Blue bag' })!.neighbours.items).toEqual([2]);
  });
});
