import { describe, expect, it } from 'vitest';
import { createColdItems, scoreColdItem } from '../../../src/encoder/cold-items/cold-items.js';
import { createColdScorer } from '../../../src/encoder/cold-items/cold-scorer.js';
import { noWeights } from '../../../src/encoder/item-features/cold-weights.js';
import { createRandomModel } from '../random-model.js';
import { createTextModel } from '../text-model.js';

const titles = Array.from({ length: 40 }, (_, i) => (i < 20 ? `Red mug ${'abcdefghijklmnopqrst'[i]}` : 'Blue bag'));
const { catalog, ...plain } = createRandomModel();
const model = { ...plain, catalog: { ...catalog, titles } };
const zeros = new Float32Array(40);
const embedding = Float32Array.from({ length: 16 }, (_, i) => i / 16);
/** Who looked at a red mug, and whom the model expects to go on with bags. */
const shopper = {
  scores: { sequence: Float32Array.from(titles, (_, i) => (i < 20 ? -5 : -1)), cluster: zeros, repeat: zeros },
  met: { current: [3], earlier: [] },
  embedding,
};

describe('createColdScorer', () => {
  it('adds up the weighed features', () => {
    const coldItems = { ...noWeights, bias: 0.5, mostAlike: 2, neighbours: 3 };
    const scorer = createColdScorer({ ...model, coldItems });
    scorer.read(40);
    const mug = scorer.score({ title: 'Red mug' }, shopper)!;
    // All mugs read the same as what it is called but for a letter, which is no word.
    expect(mug.likeness![3]).toBeCloseTo(1, 5);
    expect(mug.score).toBeCloseTo(0.5 + 2 * 1 + 3 * -5, 4);
    expect(scorer.score({ title: 'Blue bag' }, shopper)!.score).toBeCloseTo(0.5 + 3 * -1, 4);
  });

  it('ranks by the usual weights where the model says nothing: what reads like the shopper’s item, first', () => {
    const even = { ...shopper, scores: { ...shopper.scores, sequence: zeros } };
    const scorer = createColdScorer(model);
    scorer.read(40);
    const [mug, bag] = ['A red mug', 'A blue bag'].map((title) => scorer.score({ title }, even)!.score);
    expect(mug).toBeGreaterThan(bag! + 1);
    // And what the model expects next counts, too.
    expect(scorer.score({ title: 'A blue bag' }, shopper)!.score).toBeLessThan(bag!);
  });

  it('says nothing of an item that reads like none, nor before the titles are read', () => {
    const scorer = createColdScorer(model);
    expect(scorer.score({ title: 'Red mug' }, shopper)).toBeNull();
    expect([scorer.read(39), scorer.read(1)]).toEqual([false, true]);
    expect(scorer.score({ title: 'Zebra' }, shopper)).toBeNull();
    expect(scorer.score({}, shopper)).toBeNull();
  });

  it('says nothing to a model whose catalogue has no titles', () => {
    const scorer = createColdScorer(createRandomModel());
    expect(scorer.read(40)).toBe(true);
    expect(scorer.score({ title: 'Red mug' }, shopper)).toBeNull();
  });

  it('scores words alone for a model that reads text and came without weights', () => {
    const reader = { ...createTextModel(), catalog: model.catalog };
    const scorer = createColdScorer(reader);
    expect(scorer.read(0)).toBe(true);
    const words = scoreColdItem(embedding, createColdItems(reader)({ title: 'Red mug' })!);
    expect(scorer.score({ title: 'Red mug' }, shopper)).toEqual({ score: words, likeness: null });
  });

  it('falls back on the words of an item that reads like none, where the model reads text', () => {
    const reader = { ...createTextModel(), catalog: model.catalog, coldItems: { ...noWeights, text: 2, bias: 1 } };
    const scorer = createColdScorer(reader);
    scorer.read(40);
    const words = (title: string) => scoreColdItem(embedding, createColdItems(reader)({ title })!);
    expect(scorer.score({ title: 'Zebra' }, shopper)!.score).toBeCloseTo(words('Zebra'), 5);
    expect(scorer.score({ title: 'Red mug' }, shopper)!.score).toBeCloseTo(1 + 2 * words('Red mug'), 4);
  });
});
