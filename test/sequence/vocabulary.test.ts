import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../src/sequence/vocabulary.js';

describe('createVocabulary', () => {
  it('numbers items in the order given, the session start after the last', () => {
    const vocabulary = createVocabulary(['x', 'y']);
    expect([vocabulary.indexOf('x'), vocabulary.indexOf('y'), vocabulary.sessionStart]).toEqual([0, 1, 2]);
  });

  it('says -1 for an item it does not know, even one named like an object property', () => {
    expect(createVocabulary(['x']).indexOf('constructor')).toBe(-1);
  });

  it('refuses an empty catalogue and an id that occurs twice', () => {
    expect(() => createVocabulary([])).toThrowError(expect.objectContaining({ code: 'DATA_TOO_SMALL' }));
    expect(() => createVocabulary(['x', 'y', 'x'])).toThrowError(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });
});
