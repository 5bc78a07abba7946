import { describe, expect, it } from 'vitest';
import { parseCatalog } from '../../../src/encoder/artifact/catalog.js';
import { formatVersion, parseManifest } from '../../../src/encoder/artifact/manifest.js';
import { usualWeights } from '../../../src/encoder/item-features/cold-weights.js';
import { createRandomModel, encodeModelFiles } from '../random-model.js';

const files = await encodeModelFiles(createRandomModel());
const text = new TextDecoder().decode(files['manifest.json']);
const manifest = JSON.parse(text);

describe('parseManifest', () => {
  it('reads what was written', () => {
    expect(parseManifest(text)).toEqual(manifest);
    const told = { ...manifest, coldItems: usualWeights };
    expect(parseManifest(JSON.stringify(told))).toEqual(told);
  });

  it.each([
    ['the page that a shop shows for every wrong address', '<!doctype html><title>Not found</title>'],
    ['an empty file', ''],
    ['null', 'null'],
    ['JSON that is no manifest', '{"name":"vitrine"}'],
    ['a manifest cut short', text.slice(0, -10)],
    ['a manifest without an encoder', JSON.stringify({ ...manifest, encoder: undefined })],
    [
      'a ranking weight that is no number',
      JSON.stringify({ ...manifest, ranking: { ...manifest.ranking, repeat: '1' } }),
    ],
    [
      'weights of cold items that lack one',
      JSON.stringify({ ...manifest, coldItems: { ...usualWeights, text: null } }),
    ],
    ['no list of files', JSON.stringify({ ...manifest, files: {} })],
  ])('refuses %s', (_, wrong) => {
    expect(() => parseManifest(wrong)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });

  it('says which side to upgrade when the format differs', () => {
    const of = (version: number) => () => parseManifest(JSON.stringify({ ...manifest, formatVersion: version }));
    const error = (advice: string) =>
      expect.objectContaining({ code: 'MODEL_VERSION', message: expect.stringContaining(advice) });
    expect(of(formatVersion + 1)).toThrow(error('upgrade vitrine'));
    expect(of(formatVersion - 1)).toThrow(error('train the model again'));
  });
});

describe('parseCatalog', () => {
  it('reads ids with and without titles', () => {
    expect(parseCatalog('{"itemIds":["a"]}')).toEqual({ itemIds: ['a'] });
    const full = { itemIds: ['a', 'b'], titles: ['A', 'B'], categories: ['x', 'x'] };
    expect(parseCatalog(JSON.stringify(full))).toEqual(full);
  });

  it.each([
    ['no JSON', 'itemIds'],
    ['null', 'null'],
    ['no ids', '{}'],
    ['ids that are no list', '{"itemIds":"ab"}'],
    ['an id that is no text', '{"itemIds":[1]}'],
    ['fewer titles than items', '{"itemIds":["a","b"],"titles":["A"]}'],
  ])('refuses %s', (_, wrong) => {
    expect(() => parseCatalog(wrong)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });
});
