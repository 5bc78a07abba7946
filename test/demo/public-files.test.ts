import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shopperPlace } from '../../demo/glass/item-map.js';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../../demo/public', path));
const readJson = (path: string) => JSON.parse(read(path).toString('utf8'));
const products: [string, ...unknown[]][] = readJson('catalog.json').products;

describe('the files the demo is served with', () => {
  it('has a map of the model that it ships: npm run demo:map makes it again', () => {
    const modelHash = createHash('sha256').update(read('model/manifest.json')).digest('hex').slice(0, 16);
    expect(readJson('map.json').modelHash).toBe(modelHash);
  });

  it('places every product that the model knows on the map', () => {
    const { places, side } = readJson('map.json');
    const known = new Set<string>(readJson('model/catalog.json').itemIds);
    expect(places).toHaveLength(products.length);
    products.forEach(([id], i) => {
      expect(places[i] !== null, id).toBe(known.has(id));
    });
    const inside = places.flatMap((place: number[] | null) => (place ? place.slice(0, 2) : []));
    expect(Math.min(...inside)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...inside)).toBeLessThanOrEqual(side);
  });

  it('stands a shopper of alike things nearer to them than to the shop at large', () => {
    const { places } = readJson('map.json');
    const placeOf = (id: string) => {
      const [x, y] = places[products.findIndex(([other]) => other === id)];
      return { x, y, score: 1 };
    };
    // The Regency teacups, three colours of one thing.
    const [green, pink, roses] = ['22697', '22698', '22699'].map(placeOf);
    const distance = Math.hypot(green.x - pink.x, green.y - pink.y);
    const middle = shopperPlace(places.filter(Boolean).map(([x, y]: number[]) => ({ x, y, score: 1 })))!;
    expect(distance).toBeLessThan(Math.hypot(roses.x - middle.x, roses.y - middle.y));
  });

  it('replays orders whose items the shop sells, none of them shown and held out at once', () => {
    const ids = new Set(products.map(([id]) => id));
    const { shoppers } = readJson('shoppers.json');
    expect(shoppers).toHaveLength(12);
    for (const { looked, heldOut, day } of shoppers) {
      expect(looked).not.toContain(heldOut);
      expect([...looked, heldOut].every((id) => ids.has(id))).toBe(true);
      expect(day >= '2011-11-25').toBe(true);
    }
  });
});
