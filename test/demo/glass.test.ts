import { describe, expect, it } from 'vitest';
import { shopperPlace } from '../../demo/glass/item-map.js';
import { replayVerdict } from '../../demo/glass/replay-verdict.js';

describe('shopperPlace', () => {
  it('is nowhere without items', () => {
    expect(shopperPlace([])).toBeNull();
  });

  it('stands between equally good items', () => {
    expect(
      shopperPlace([
        { x: 0, y: 4, score: 7 },
        { x: 10, y: 8, score: 7 },
      ]),
    ).toEqual({ x: 5, y: 6 });
  });

  it('leans to the better item by the softmax of the scores', () => {
    // Weights e^0 : e^-ln(3) = 3 : 1.
    const place = shopperPlace([
      { x: 0, y: 0, score: 1000 },
      { x: 8, y: 4, score: 1000 - Math.log(3) },
    ]);
    expect(place?.x).toBeCloseTo(2, 9);
    expect(place?.y).toBeCloseTo(1, 9);
  });
});

describe('replayVerdict', () => {
  const step = (shown: number, inCategory: number, inCatalogue: number) => ({ shown, inCategory, inCatalogue });

  it('says that the held-out item moved up', () => {
    expect(replayVerdict([step(0, 17, 203), step(1, 40, 500), step(2, 7, 129)])).toBe(
      'What they also bought moved up, from place 203 to 129 in the whole shop, from 17 to 7 in its category.',
    );
  });

  it('says as plainly that the model got it wrong', () => {
    expect(replayVerdict([step(0, 16, 435), step(1, 36, 1101)])).toMatch(
      /^The model got this one wrong: .* 435 to 1101/,
    );
  });

  it('says that nothing changed', () => {
    expect(replayVerdict([step(0, 1, 3), step(1, 1, 3)])).toMatch(/^No change/);
  });
});
