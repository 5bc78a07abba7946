import { describe, expect, it } from 'vitest';
import { decodeModel, encodeWeights } from '../../src/encoder/artifact/artifact.js';
import type { Manifest } from '../../src/encoder/artifact/manifest.js';
import { createColdItems, scoreColdItem } from '../../src/encoder/cold-items/cold-items.js';
import { createTokenRow } from '../../src/encoder/input/token-rows.js';
import { queryToken } from '../../src/sequence/sequence.js';
import { encodeModelFiles } from './random-model.js';
import { createTextModel } from './text-model.js';

const encoder = { ...createTextModel().encoder, embeddingSize: 2 };
/** Four items, three special tokens; of 8 buckets <mug> takes 0, <mu 5, mug 0, ug> 1, and category=mugs 4. */
const model = {
  encoder,
  itemEmbeddings: Float32Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 10, 20, 7, 7),
  itemBias: Float32Array.of(-2, -1, 0, 1),
  text: { nBuckets: 8, rows: Float32Array.of(4, 0, 8, 4, 0, 0, 0, 0, 100, 200, 0, 8, 0, 0, 0, 0) },
};
const cosine = { ...model, encoder: { ...encoder, scores: 'cosine' as const } };
const lengthOf = (row: Float32Array) => Math.hypot(...row);

describe('a token row', () => {
  it('is that of the table for an item, and for any token of a model that reads no text', () => {
    expect([...createTokenRow(model)(2)]).toEqual([3, 3]);
    expect([...createTokenRow({ ...model, text: undefined })(queryToken(4), 'mug')]).toEqual([10, 20]);
  });

  it('is for a search the query token with its words, over the root of their number', () => {
    // Rows 0, 5, 0 and 1: (4 + 0 + 4 + 8, 0 + 8 + 0 + 4) / sqrt(4) = (8, 6).
    expect([...createTokenRow(model)(queryToken(4), 'mug')]).toEqual([18, 26]);
    expect([...createTokenRow(model)(queryToken(4), '?')]).toEqual([10, 20]);
    expect([...model.itemEmbeddings.subarray(10, 12)]).toEqual([10, 20]);
  });

  it('is of unit length for a search where scores are cosines', () => {
    const row = createTokenRow(cosine)(queryToken(4), 'mug');
    expect(lengthOf(row)).toBeCloseTo(1, 5);
    expect(row[1]! / row[0]!).toBeCloseTo(26 / 18, 5);
  });
});

describe('a cold item', () => {
  it('is made of its words and attributes, as rare as the rarest tenth', () => {
    const item = createColdItems(model)({ title: 'Mug', category: 'mugs' })!;
    // Row 4, (100, 200), comes to those above, over the root of five.
    const [x, y] = [116 / Math.sqrt(5), 212 / Math.sqrt(5)];
    expect(item.row[0]).toBeCloseTo(x, 4);
    expect(item.row[1]).toBeCloseTo(y, 4);
    expect(item.bias).toBe(-2);
    expect(scoreColdItem(Float32Array.of(1, -1), item)).toBeCloseTo(x - y - 2, 3);
  });

  it('is of unit length where scores are cosines', () => {
    const { row } = createColdItems(cosine)({ title: 'Mug' })!;
    expect(lengthOf(row)).toBeCloseTo(1, 5);
    expect(row[1]! / row[0]!).toBeCloseTo(3 / 4, 5);
  });

  it('is nothing without a word, nor to a model that reads no text', () => {
    expect(createColdItems(model)({ title: '!?' })).toBeNull();
    expect(createColdItems({ ...model, text: undefined })({ title: 'mug' })).toBeNull();
  });
});

describe('the artifact of a model that reads text', () => {
  it('keeps the rows of words to half a step of 8 bits, and reads searches again', async () => {
    const stored = createTextModel();
    const files = await encodeModelFiles(stored);
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as Manifest;
    const read = decodeModel(manifest, encodeWeights(stored), stored.catalog);
    expect(read.hasQueries).toBe(true);
    expect(read.text!.nBuckets).toBe(64);
    const largest = stored.text!.rows.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const step = largest / 127;
    stored.text!.rows.forEach((value, i) => {
      expect(Math.abs(read.text!.rows[i]! - value)).toBeLessThanOrEqual(step / 2 + 1e-6);
    });
  });
});
