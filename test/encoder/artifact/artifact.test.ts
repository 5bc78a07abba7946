import { describe, expect, it } from 'vitest';
import { decodeModel, encodeWeights } from '../../../src/encoder/artifact/artifact.js';
import { parseManifest } from '../../../src/encoder/artifact/manifest.js';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { decodeSafetensors, encodeSafetensors } from '../../../src/encoder/artifact/safetensors.js';
import { createRandomModel, encodeModelFiles } from '../random-model.js';

const model = createRandomModel();
const files = await encodeModelFiles(model);
const manifest = parseManifest(new TextDecoder().decode(files['manifest.json']));
const weights = files['weights.safetensors']!;
const decode = (bytes: Uint8Array = weights, catalog = model.catalog) => decodeModel(manifest, bytes, catalog);

/** Largest difference relative to the largest value. */
function relativeError(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / Math.max(...a.map(Math.abs));
}

describe('the model artifact', () => {
  it('comes back as it was, but for rounding', () => {
    const back = decode();
    expect(back.encoder).toEqual(model.encoder);
    expect(back.ranking).toEqual(model.ranking);
    expect(back.vocabulary.itemIds).toEqual(model.vocabulary.itemIds);
    expect(back.clusters.summaries).toEqual(model.clusters.summaries);
    expect(relativeError(model.itemEmbeddings, back.itemEmbeddings)).toBeLessThan(1 / 250);
    expect(relativeError(model.clusters.affinities, back.clusters.affinities)).toBeLessThan(1 / 250);
    expect(relativeError(model.clusters.centroids, back.clusters.centroids)).toBeLessThan(1 / 2000);
    expect(relativeError(model.itemBias, back.itemBias)).toBeLessThan(1 / 2000);
    expect(back.companions!.items).toEqual(model.companions!.items);
    expect(back.companions!.weights).toEqual(model.companions!.weights);
    expect(relativeError(model.companions!.strengths, back.companions!.strengths)).toBeLessThan(1 / 250);
    for (const [name, { data, shape }] of Object.entries(model.encoderWeights)) {
      expect(back.encoderWeights[name]!.shape).toEqual(shape);
      expect(relativeError(data, back.encoderWeights[name]!.data)).toBeLessThan(1 / 2000);
    }
  });

  it('brings back how far clusters reach, how they drift, and what they succeed; a model may do without', async () => {
    const radii = Float32Array.of(1.25, 3, Number.POSITIVE_INFINITY);
    const drift = { window: 20, halfLife: 4 };
    const succeeds = [{ model: '0123456789abcdef', ids: { 0: 2, 1: null } }];
    const rich = { ...model, clusters: { ...model.clusters, radii, drift, succeeds } };
    const stored = await encodeModelFiles(rich);
    const read = parseManifest(new TextDecoder().decode(stored['manifest.json']));
    const back = decodeModel(read, stored['weights.safetensors']!, model.catalog);
    expect(back.clusters).toMatchObject({ radii, drift, succeeds });
    expect(decode().clusters).not.toHaveProperty('radii');
    expect(decode().clusters).not.toHaveProperty('drift');
  });

  it('loses nothing more when it is written again', () => {
    expect(encodeWeights(decode())).toEqual(weights);
  });

  it('is smaller, and still itself, where it is stored in fewer bits', () => {
    const coarse = { itemBits: 5, companionBits: 4, encoderBits: 8 } as const;
    const packed = encodeWeights(model, coarse);
    expect(packed.length).toBeLessThan(weights.length);
    const back = decode(packed);
    expect(encodeWeights(back, coarse)).toEqual(packed);
    expect(relativeError(model.itemEmbeddings, back.itemEmbeddings)).toBeLessThan(1 / 30);
    for (const [name, { data }] of Object.entries(model.encoderWeights)) {
      expect(relativeError(data, back.encoderWeights[name]!.data)).toBeLessThan(1 / 250);
    }
  });

  it.each(['items/embeddings', 'items/embeddings/scales', 'items/bias', 'encoder/norm/gain', 'companions/weights'])(
    'refuses weights without %s',
    (missing) => {
      const { [missing]: _, ...rest } = decodeSafetensors(weights);
      expect(() => decode(encodeSafetensors(rest))).toThrow(
        expect.objectContaining({ code: 'MODEL_CORRUPT', message: expect.stringContaining(missing) }),
      );
    },
  );

  it('refuses the weights of another model', () => {
    const other: Model = createRandomModel({ nItems: 41 });
    expect(() => decode(encodeWeights(other))).toThrow(
      expect.objectContaining({ code: 'MODEL_CORRUPT', message: expect.stringContaining('[44,16]') }),
    );
  });

  it('refuses a catalogue of another model', () => {
    expect(() => decode(weights, { itemIds: ['a', 'b'] })).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
    const twice = { itemIds: model.catalog.itemIds.map(() => 'a') };
    expect(() => decode(weights, twice)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });
});
