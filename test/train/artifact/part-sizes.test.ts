import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeWeights } from '../../../src/encoder/artifact/artifact.js';
import { partSizes } from '../../../src/train/artifact/part-sizes.js';
import { tinyModel } from '../models/tiny-model.js';

describe('partSizes', () => {
  it('weighs the tensors of each part and every other file, raw and packed', () => {
    const catalog = new TextEncoder().encode('{"itemIds":["a","b","c"]}');
    const sizes = partSizes({ 'weights.safetensors': encodeWeights(tinyModel(1)), 'catalog.json': catalog });
    const raw = Object.fromEntries(sizes.map((size) => [size.part, size.raw]));
    // Six tokens of four bytes, a half float of scale for each, and one of bias for each of three items.
    expect(raw.items).toBe(6 * 4 + 6 * 2 + 3 * 2);
    // A centroid of four half floats; three affinities with a scale.
    expect(raw.clusters).toBe(4 * 2 + 3 + 2);
    expect(Object.keys(raw).sort()).toEqual(['catalog.json', 'clusters', 'encoder', 'items']);
    const packed = sizes.find(({ part }) => part === 'catalog.json')!;
    expect(packed).toMatchObject({ raw: catalog.length, gzip: gzipSync(catalog).length });
  });
});
