import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { toQueries } from '../../../src/sequence/query.js';
import { stepTypes, toSteps } from '../../../src/sequence/step.js';
import { load, start } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

const otto = join(import.meta.dirname, '../../fixtures/logs/otto-excerpt.jsonl');

describe('loadDataset reads OTTO’s sessions of nested events without being told their names', () => {
  it('with the type of each step, a click and what came of it being one', async () => {
    const { dataset, nRows } = await load([otto]);
    expect(nRows).toBe(56);
    const [{ id, steps }] = dataset.shoppers;
    expect(id).toBe('4');
    expect(steps.map(({ type = 0 }) => type)).toEqual([0, 4, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0]);
    expect(steps[1]).toEqual({
      item: dataset.vocabulary.indexOf('298827'),
      time: 1659304836708,
      session: 0,
      type: stepTypes.indexOf('purchase'),
    });
    expect(dataset.hasTimes).toBeUndefined();
  });
});

describe('loadDataset reads searches', () => {
  const minute = 60_000;
  /** A shopper's events as `track` records them; the second session has a search alone. */
  const events: RecordedEvent[] = [
    { type: 'search', query: 'Blue mug', id: '1', time: start },
    { type: 'view_item', itemId: 'a', id: '2', time: start + minute },
    { type: 'search', query: 'bag', id: '3', time: start + 2 * minute },
    { type: 'add_to_cart', itemId: 'a', id: '4', time: start + 3 * minute },
    { type: 'search', query: 'scarf', id: '5', time: start + 90 * minute },
    { type: 'view_item', itemId: 'b', id: '6', time: start + 200 * minute },
  ];
  const rows = events.map((event) => {
    const [item, query] = 'itemId' in event ? [event.itemId, ''] : ['', 'query' in event ? event.query : ''];
    return `ada,${event.time},${event.type},${item},${query}`;
  });
  const others = Array.from({ length: 10 }, (_, i) => `u${i},${start + (i + 1) * 400 * minute},view_item,a,not one`);
  const log = () => temporaryFile('log.csv', ['user,time,event_type,item,query', ...rows, ...others].join('\n'));

  it('as the browser does', async () => {
    const { dataset } = await load([log()]);
    const [ada, other] = dataset.shoppers;
    expect(ada.steps).toEqual(toSteps(events, dataset.vocabulary));
    expect(ada.queries).toEqual(toQueries(events));
    expect(ada.queries?.map(({ query, session }) => [query, session])).toEqual([
      ['Blue mug', 0],
      ['bag', 0],
      ['scarf', 1],
    ]);
    expect(other.queries).toBeUndefined();
  });

  it('and says how many it kept', async () => {
    const { cleaning } = await load([log()]);
    expect(cleaning.find(({ note }) => note?.includes('searches'))).toMatchObject({
      rule: 'events without an item of interest',
      dropped: 0,
      note: '3 searches, kept',
    });
  });

  it('by GA4’s name for them, too, and none without words', async () => {
    const ga4 = `ada,${start},view_search_results,,mug`;
    const wordless = `ada,${start + 1},search,,`;
    const path = temporaryFile(
      'log.csv',
      ['user,time,event_type,item,query', ga4, wordless, ...rows, ...others].join('\n'),
    );
    const { dataset, cleaning } = await load([path]);
    expect(dataset.shoppers[0].queries?.[0]).toEqual({ query: 'mug', time: start, session: 0 });
    expect(cleaning.find(({ rule }) => rule === 'events without an item of interest')?.dropped).toBe(1);
  });
});

describe('loadDataset keeps apart', () => {
  it('two unknown items that follow each other', async () => {
    const known = Array.from(
      { length: 9 },
      (_, s) => `${s},${start + s * 1e8},a,click\n${s},${start + s * 1e8 + 1},b,click`,
    );
    const last = `9,${start + 9e8},new,click\n9,${start + 9e8 + 1},newer,order`;
    const path = temporaryFile('log.csv', ['session,time,item,type', ...known, last].join('\n'));
    const { dataset } = await load([path], { split: { testShare: 0.05 } });
    expect(dataset.shoppers[9].unknownSteps).toEqual([
      { item: -1, time: start + 9e8, session: 0 },
      { item: -1, time: start + 9e8 + 1, session: 0, type: 4 },
    ]);
  });
});
