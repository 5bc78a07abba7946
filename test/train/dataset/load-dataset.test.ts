import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { day, keepAll, load, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

describe('loadDataset', () => {
  it('takes the session for the shopper, and positions for the order, where a log has nothing else', async () => {
    const rows = Array.from({ length: 10 }, (_, s) => s).flatMap((s) => [`${s},1,b`, `${s},0,a`]);
    const { dataset } = await load([temporaryFile('log.csv', ['session_id,position,item_id', ...rows].join('\n'))]);
    const [a, b] = ['a', 'b'].map((id) => dataset.vocabulary.indexOf(id));
    expect(dataset.shoppers).toHaveLength(10);
    for (const { steps } of dataset.shoppers) expect(steps.map(({ item }) => item)).toEqual([a, b]);
    const times = dataset.shoppers.map(({ steps }) => steps[0].time);
    expect(times).toEqual([...times].sort((x, y) => x - y));
    expect(times[1] - times[0]).toBe(2000);
    expect(dataset.hasTimes).toBe(false);
  });

  it('puts items that a model does not know behind its own, however rare these are', async () => {
    const log = tenSessions((session, item, time) => `${session},${time.toISOString()},${item}`);
    log.push(`0,2024-01-01T12:05:00Z,rare`, `1,2024-01-02T12:05:00Z,known rare`);
    const events = [temporaryFile('log.csv', ['session_id,timestamp,item_id', ...log].join('\n'))];
    const known = createVocabulary(['gone', 'b', 'known rare']);
    const config = parseConfig({ clean: { minItemCount: 2, minSessionEvents: 1 } });
    const { dataset } = await loadDataset({ events, known, config });
    expect(dataset.vocabulary.itemIds).toEqual(['gone', 'b', 'known rare', 'a']);
    expect(dataset.shoppers[1].steps.map(({ item }) => item)).toEqual([3, 1, 2]);
  });

  it('splits a shopper’s events on a pause where the log has no sessions', async () => {
    const minutes = [0, 10, 40, 70.5, 71];
    const visits = Array.from({ length: 10 }, (_, visitor) =>
      minutes.map((m) => `v${visitor},${start + visitor * day + m * 60_000},i${m}`),
    );
    const { dataset } = await load([temporaryFile('log.csv', ['user,time,item', ...visits.flat()].join('\n'))]);
    expect(dataset.shoppers[0].steps.map(({ session }) => session)).toEqual([0, 0, 0, 1, 1]);
  });

  it('splits sessions that last too long on a pause, too, when told to', async () => {
    const minutes = [0, 10, 40, 70.5, 71];
    const rows = Array.from({ length: 10 }, (_, visitor) =>
      minutes.map((m) => `v${visitor},${start + visitor * day + m * 60_000},i${m}`),
    );
    const log = temporaryFile('log.csv', ['session,time,item', ...rows.flat()].join('\n'));
    const { dataset } = await load([log], { clean: { ...keepAll, splitSessionsBy: 'gap' } });
    expect(dataset.shoppers[0].id).toBe('v0');
    expect(dataset.shoppers[0].steps.map(({ session }) => session)).toEqual([0, 0, 0, 1, 1]);
  });

  it('takes no session for a bot’s by times that it made up itself', async () => {
    const rows = Array.from({ length: 10 }, (_, s) => s).flatMap((s) =>
      Array.from({ length: 30 }, (_, i) => `${s},${i},i${i}`),
    );
    const { cleaning } = await load([temporaryFile('log.csv', ['session_id,position,item_id', ...rows].join('\n'))]);
    expect(cleaning.at(-1)?.left).toBe(300);
  });

  it('shuffles what has no order by the seed, and nothing else', async () => {
    const items = Array.from({ length: 30 }, (_, i) => `i${i}`);
    const rows = Array.from({ length: 10 }, (_, s) => s).flatMap((s) =>
      items.map((id) => `${s},${start + s * day},${id}`),
    );
    const path = temporaryFile('log.csv', ['session_id,time,item_id', ...rows].join('\n'));
    const order = async (seed: number) =>
      (await load([path], { seed })).dataset.shoppers[0].steps.map(({ item }) => item);
    const first = await order(1);
    expect(await order(1)).toEqual(first);
    expect(await order(2)).not.toEqual(first);
    expect([...first].sort((a, b) => a - b)).toEqual(items.map((_, i) => i));
  });

  it('merges an item met through several event types in a row, as the browser does', async () => {
    const rows = tenSessions((s, item, time) => `${s},${time.getTime()},${item},view_item`);
    const bought = tenSessions((s, item, time) => `${s},${time.getTime() + 1000},${item},add_to_cart`);
    const log = ['session_id,time,item_id,event_type', ...rows, ...bought].join('\n');
    const { dataset } = await load([temporaryFile('log.csv', log)]);
    expect(dataset.shoppers[0].steps.map(({ item }) => item)).toEqual([0, 1]);
  });

  it('keeps held-out events of unknown items apart, as targets to be missed', async () => {
    const rows = tenSessions((s, item, time) => `${s},${time.getTime()},${s === 9 && item === 'b' ? 'new' : item}`);
    const log = temporaryFile('log.csv', ['session_id,time,item_id', ...rows].join('\n'));
    const { dataset, cleaning } = await load([log]);
    expect(dataset.vocabulary.itemIds).toEqual(['a', 'b']);
    expect(dataset.shoppers[9]).toEqual({
      id: '9',
      steps: [{ item: 0, time: start + 9 * day, session: 0 }],
      unknownSteps: [{ item: -1, time: start + 9 * day + 60_000, session: 0 }],
    });
    expect(cleaning.find(({ rule }) => rule === 'rare items')?.note).toBe('1 in validation and test kept as misses');
  });

  it('reads titles and categories from the items file, and calls an item that it lacks by its id', async () => {
    const log = temporaryFile(
      'log.csv',
      ['session_id,time,item_id', ...tenSessions((s, i, t) => `${s},${+t},${i}`)].join('\n'),
    );
    const items = temporaryFile('items.csv', 'item_id,title,category\nb,"Bunting, blue",Party\nz,Zebra,Toys\n');
    const { dataset } = await load([log], {}, items);
    expect(dataset.catalog).toEqual({ itemIds: ['a', 'b'], titles: ['a', 'Bunting, blue'], categories: ['', 'Party'] });
  });

  it('reads brands and prices, the price that a file lacks being the median of the log', async () => {
    const rows = tenSessions((s, item, time) => `${s},${+time},${item},${item === 'a' ? 3 + (s % 3) : ''}`);
    const log = temporaryFile('log.csv', ['session_id,time,item_id,price', ...rows].join('\n'));
    const items = temporaryFile('items.csv', 'item_id,brand,price\nb,Acme,12.50\na,,\n');
    expect((await load([log], {}, items)).dataset.catalog).toEqual({
      itemIds: ['a', 'b'],
      brands: ['', 'Acme'],
      prices: [4, 12.5],
    });
    expect((await load([log])).dataset.catalog).toEqual({ itemIds: ['a', 'b'], prices: [4, null] });
  });

  it('takes the most frequent title of the log where there is no items file', async () => {
    const rows = tenSessions((s, item, time) => `${s},${+time},${item},${s === 0 ? 'damaged' : `Item ${item}`}`);
    const log = temporaryFile('log.csv', ['session_id,time,item_id,title', ...rows].join('\n'));
    expect((await load([log])).dataset.catalog).toEqual({ itemIds: ['a', 'b'], titles: ['Item a', 'Item b'] });
  });
});

describe('loadDataset with a model’s vocabulary', () => {
  it('keeps its rows, and needs no training period', async () => {
    const rows = tenSessions((s, item, time) => `${s},${+time},${item}`);
    const log = temporaryFile('log.csv', ['session_id,time,item_id', ...rows].join('\n'));
    const config = parseConfig({ clean: keepAll, split: { validationFrom: '2020-01-01', testFrom: '2020-01-02' } });
    const { dataset, cleaning } = await loadDataset({
      events: [log],
      config,
      vocabulary: createVocabulary(["it's", 'b', 'other']),
    });
    expect(dataset.vocabulary.itemIds).toEqual(["it's", 'b', 'other']);
    expect(dataset.shoppers[0]).toEqual({
      id: '0',
      steps: [{ item: 1, time: start + 60_000, session: 0 }],
      unknownSteps: [{ item: -1, time: start, session: 0 }],
    });
    expect(cleaning.at(-2)).toMatchObject({ rule: 'items the model does not know', dropped: 0 });
  });
});
