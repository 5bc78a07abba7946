import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/train/config/config.js';
import { type LoadedDataset, loadDataset } from '../../../src/train/dataset/load-dataset.js';

describe('the demo’s log', () => {
  let loaded: LoadedDataset;

  beforeAll(async () => {
    const config = await readConfig('demo/vitrine.config.json');
    loaded = await loadDataset({ events: ['demo/data/online-retail.parquet'], items: 'demo/data/items.csv', config });
  }, 120_000);

  it('is whole, and comes to the known number of purchases before products are told from other lines', () => {
    expect(loaded.nRows).toBe(541_909);
    expect(loaded.cleaning.find(({ rule }) => rule === 'cancelled lines')?.left).toBe(397_884);
  });

  it('has every item of the vocabulary in the items file, with a title and a category', () => {
    const { itemIds, titles = [], categories = [] } = loaded.dataset.catalog;
    expect(itemIds.length).toBeGreaterThan(3_000);
    expect(titles.filter((title, i) => title === itemIds[i])).toEqual([]);
    expect(categories.filter((category) => category === '')).toEqual([]);
    expect(categories.filter((category) => category === 'Other').length / itemIds.length).toBeLessThan(0.02);
    expect(new Set(categories).size).toBe(18);
    expect(titles[itemIds.indexOf('85123A')]).toBe('White Hanging Heart T-Light Holder');
  });

  it('has a customer with one invoice after the other, in time', () => {
    const { shoppers } = loaded.dataset;
    const isInOrder = shoppers.every(({ steps }) =>
      steps.every(({ time, session }, i) => {
        const before = steps[i - 1];
        return !before || session > before.session || (session === before.session && time >= before.time);
      }),
    );
    expect(isInOrder).toBe(true);
    expect(shoppers.length).toBeGreaterThan(4_000);
  });
});
