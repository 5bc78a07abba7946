import { beforeAll, describe, expect, it } from 'vitest';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { createColdScorer } from '../../../src/encoder/cold-items/cold-scorer.js';
import type { EvaluationCase } from '../../../src/train/protocols/evaluation-case.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { fitColdItems } from '../../../src/train/weights/fit-cold-items.js';
import { tinyModel } from '../models/tiny-model.js';

/** Four colours of ten kinds of things. */
const kinds = ['mug', 'lamp', 'card', 'candle', 'bag', 'plate', 'clock', 'ribbon', 'doll', 'jug'];
const colours = ['red', 'blue', 'green', 'white'];
const titles = kinds.flatMap((kind) => colours.map((colour) => `${colour} ${kind}`));
const itemIds = titles.map((_, i) => `i${i}`);
const nItems = itemIds.length;

/** A model that expects the items evenly, but for what it is told of one kind. */
function modelWith(liked: number | null = null): Model {
  const model = tinyModel(2, itemIds);
  return {
    ...model,
    catalog: { itemIds, titles },
    itemEmbeddings: new Float32Array(model.itemEmbeddings.length),
    itemBias: Float32Array.from(itemIds, (_, i) => (Math.floor(i / 4) === liked ? 2 : 0)),
    clusters: { summaries: [], centroids: new Float32Array(0), affinities: new Float32Array(0), temperature: 1 },
  };
}

/** Shoppers who met one item, and then take what `choose` says. */
function casesOf(choose: (met: number, i: number) => number): EvaluationCase[] {
  return Array.from({ length: 120 }, (_, i) => {
    const met = (7 * i) % nItems;
    return {
      shopperId: `s${i}`,
      steps: [{ item: met, time: 0, session: 0 }],
      targets: [choose(met, i)],
      excluded: [met],
    };
  });
}
/** Another colour of the kind that was met. */
const sameKind = (met: number, i: number) => 4 * Math.floor(met / 4) + ((met + 1 + (i % 3)) % 4);
const anything = (met: number, i: number) => (met + 1 + ((11 * i) % (nItems - 1))) % nItems;

describe('fitColdItems', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('weighs how alike an item reads by how much shoppers stay with what reads alike', async () => {
    const staying = (await fitColdItems(modelWith(), casesOf(sameKind), { seed: 1 }))!;
    const roaming = (await fitColdItems(modelWith(), casesOf(anything), { seed: 1 }))!;
    // What it gains an item to read .4 like the one that was met, and not like nothing.
    const alike = ({ alike, mostAlike, anyAlike }: typeof staying) =>
      0.4 * (alike + mostAlike) + anyAlike * Math.log(1 + 1000 * 0.4 ** 3);
    expect(alike(staying)).toBeGreaterThan(3);
    expect(Math.abs(alike(roaming))).toBeLessThan(1);
    expect(staying.text).toBe(0);
  });

  it('weighs what the model thinks of the neighbours when it is right about them', async () => {
    const liked = casesOf((met, i) =>
      i % 3 > 0 ? 4 * 5 + (met % 4 === i % 4 ? (i + 1) % 4 : i % 4) : anything(met, i),
    );
    const right = (await fitColdItems(modelWith(5), liked, { seed: 1 }))!;
    const without = (await fitColdItems(modelWith(5), liked, { seed: 1, without: ['neighbours'] }))!;
    expect(right.neighbours).toBeGreaterThan(0.5);
    expect(without.neighbours).toBe(0);
  });

  it('makes scores comparable: cold items are chosen among known ones as often as shoppers choose them', async () => {
    const model = modelWith();
    const cases = casesOf(anything);
    // The same world on another scale: all known items score 30 more, and so must the cold ones.
    const higher = { ...model, itemBias: model.itemBias.map((bias) => bias + 30) };
    const [low, high] = [
      (await fitColdItems(model, cases, { seed: 1, without: ['neighbours'] }))!,
      (await fitColdItems(higher, cases, { seed: 1, without: ['neighbours'] }))!,
    ];
    expect(high.bias - low.bias).toBeCloseTo(30, 0);
    // Nothing tells the items apart, so that a cold one scores about as a known one does.
    const score = (coldItems: typeof low) => {
      const scorer = createColdScorer({ ...model, coldItems });
      scorer.read(nItems);
      const zeros = new Float32Array(nItems);
      const shopper = {
        scores: { sequence: zeros, cluster: zeros, repeat: zeros },
        met: { current: [0], earlier: [] },
        embedding: new Float32Array(4),
      };
      return scorer.score({ title: 'Yellow lamp' }, shopper)!.score;
    };
    expect(Math.abs(score(low))).toBeLessThan(0.5);
  });

  it('fits nothing from a catalogue without titles, nor from few choices', async () => {
    const { titles: _, ...untitled } = modelWith().catalog;
    expect(await fitColdItems({ ...modelWith(), catalog: untitled }, casesOf(sameKind), { seed: 1 })).toBeUndefined();
    expect(await fitColdItems(modelWith(), casesOf(sameKind).slice(0, 49), { seed: 1 })).toBeUndefined();
  });

  it('gives the same weights for the same seed', async () => {
    const again = () => fitColdItems(modelWith(), casesOf(sameKind), { seed: 4 });
    expect(await again()).toEqual(await again());
  });
});
