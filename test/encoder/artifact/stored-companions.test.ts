import { describe, expect, it } from 'vitest';
import { readCompanions, storeCompanions } from '../../../src/encoder/artifact/stored-companions.js';

const companions = {
  perItem: 2,
  items: Int32Array.of(1, 2, 0, -1, -1, -1),
  strengths: Float32Array.of(0.5, 0.3, 0.75, 0, 0, 0),
  weights: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
};

describe('stored companions', () => {
  it('come back as they were, rows in 16 bits and strengths rounded', () => {
    const stored = storeCompanions(companions);
    expect(stored['companions/items']).toEqual({
      dtype: 'U16',
      shape: [3, 2],
      data: Uint16Array.of(1, 2, 0, 65_535, 65_535, 65_535),
    });
    const back = readCompanions(stored, 3)!;
    expect(back.items).toEqual(companions.items);
    expect(back.weights).toEqual(companions.weights);
    // .3 of .5 is 76.2 of 127 steps; a step has the digits of a half float.
    [0.5, (0.5 * 76) / 127, 0.75, 0, 0, 0].forEach((strength, i) => {
      expect(back.strengths[i]).toBeCloseTo(strength, 4);
    });
  });

  it('have no weight for a feature that was not there when they were stored', () => {
    const stored = storeCompanions({ ...companions, weights: Float32Array.of(1, 2, 3, 4, 5) });
    expect([...readCompanions(stored, 3)!.weights]).toEqual([1, 2, 3, 4, 5, 0, 0, 0]);
  });

  it('hold strengths in as few bits as they are told to', () => {
    const stored = storeCompanions(companions, 3);
    expect([...stored['companions/strengths'].data]).toEqual([3, 2, 3, 0, 0, 0]);
  });

  it('need 32 bits where there are more items than 16 bits can tell apart', () => {
    const nItems = 65_536;
    const items = new Int32Array(nItems).fill(-1);
    items[0] = 65_535;
    const many = { ...companions, perItem: 1, items, strengths: new Float32Array(nItems) };
    const stored = storeCompanions(many);
    expect(stored['companions/items'].dtype).toBe('I32');
    expect(readCompanions(stored, nItems)!.items[0]).toBe(65_535);
  });

  it('are refused where they name an item that is not there, or are of another type', () => {
    const stored = storeCompanions({ ...companions, items: Int32Array.of(1, 7, 0, -1, -1, -1) });
    expect(() => readCompanions(stored, 3)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
    const floats = { dtype: 'F32' as const, shape: [3, 2], data: new Float32Array(6) };
    expect(() => readCompanions({ ...stored, 'companions/items': floats }, 3)).toThrow(/expected U16 or I32/);
  });
});
