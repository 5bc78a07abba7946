import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { quoteText, withDuckDb } from '../../../src/train/files/duckdb.js';
import { loadNoting, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';

/** Ten sessions: a search with an empty list, a view of one item, an order of two. */
const events = tenSessions((s, item, time) =>
  JSON.stringify(
    item === 'a'
      ? { session_id: `s${s}`, timestamp: time.toISOString(), event_type: 'search', query: 'lamp', items: [] }
      : {
          session_id: `s${s}`,
          timestamp: time.toISOString(),
          event_type: 'purchase',
          total: 9,
          items: [
            { item_id: 'a', title: 'Lamp', price: 2, type: 'light' },
            { item_id: 'b', title: 'Shade', price: 3, type: 'cloth' },
          ],
        },
  ),
).map((line) => JSON.parse(line) as Record<string, unknown>);

const jsonl = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).join('\n');

/** Each session: one search, two items bought. */
async function expectEvents(content: string, config: object = {}, name = 'log.jsonl') {
  const loaded = await loadNoting([temporaryFile(name, content)], config);
  const { dataset } = loaded;
  expect(dataset.shoppers).toHaveLength(10);
  expect(dataset.shoppers.flatMap(({ steps }) => steps)).toHaveLength(20);
  expect(dataset.shoppers.flatMap(({ queries = [] }) => queries)).toHaveLength(10);
  expect(dataset.shoppers[0].queries?.[0].time).toBe(start);
  expect([...dataset.vocabulary.itemIds].sort()).toEqual(['a', 'b']);
  return loaded;
}

describe('JSON is read', () => {
  it.each([
    ['a line each', jsonl(events)],
    ['a line each, behind a byte order mark', `\uFEFF${jsonl(events)}`],
    ['a line each, with empty lines', `\n${jsonl(events).replaceAll('\n', '\r\n\r\n')}\r\n`],
    ['as an array', JSON.stringify(events)],
    ['as an array over lines, behind a byte order mark', `\uFEFF${JSON.stringify(events, null, 2)}`],
    ['as objects over lines', events.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    ['as one object that holds the list', JSON.stringify({ from: 1, events })],
    ['as one object over lines', JSON.stringify({ meta: { pages: 1 }, events }, null, 1)],
  ])('%s', async (_, content) => {
    const { nRows, dataset } = await expectEvents(content);
    expect(nRows).toBe(30);
    expect(dataset.catalog).toMatchObject({ prices: expect.arrayContaining([2, 3]) });
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Lamp', 'Shade']);
  });

  it('without its lines that are none, which are counted', async () => {
    const lines = jsonl(events).split('\n');
    lines.splice(4, 0, 'nonsense', '', `{"session_id": "s1", "timestamp": ${start}, "price": NaN, "items": []}`);
    const broken = [...lines, '{"session_id": "s9", "timest'].join('\n');
    for (const content of [broken, `\uFEFF${broken}`, gzipSync(broken)]) {
      const { nRows, notes, cleaning } = await loadNoting([temporaryFile('log.jsonl', content)]);
      expect(nRows).toBe(33);
      expect(notes.at(-1)).toMatch(/log\.jsonl: 2 lines of no JSON, left out \(first: line 5\)/);
      expect(cleaning.find(({ rule }) => rule === 'malformed rows')?.dropped).toBe(2);
    }
  });

  it('with a field that first comes late', async () => {
    const many = Array.from({ length: 25_000 }, (_, i) => ({
      session_id: `s${i % 50}`,
      timestamp: start + i * 1000,
      item_id: 'ab'[i % 2],
    }));
    const late = { session_id: 's1', timestamp: start, event_type: 'search', query: 'late' };
    const { cleaning } = await loadNoting([temporaryFile('log.jsonl', jsonl([...many, late]))], {
      clean: { minItemCount: 1, maxSessionEvents: 10_000 },
      split: { kind: 'last', sessions: 1 },
    });
    expect(JSON.stringify(cleaning)).toContain('1 searches, kept');
  });

  it('with ids as they are written, whatever they look like', async () => {
    const ids = ['ABCDEF01-1234-1234-1234-123456789ABC', '2024-01-01', '00123', '12345678901234567890123'];
    const rows = ids.flatMap((item_id) =>
      tenSessions((s, _, time) => JSON.stringify({ session_id: s, timestamp: time, item_id })),
    );
    const { dataset } = await loadNoting([temporaryFile('log.jsonl', rows.join('\n'))]);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual([...ids].sort());
    const mixed = [...ids.map((id) => `"${id}"`), '77'].flatMap((id) =>
      tenSessions((s, _, time) => `{"session_id": ${s}, "timestamp": "${time.toISOString()}", "item_id": ${id}}`),
    );
    const read = await loadNoting([temporaryFile('log.jsonl', mixed.join('\n'))]);
    expect([...read.dataset.vocabulary.itemIds].sort()).toEqual([...ids, '77'].sort());
  });

  it.each<[string, string, RegExp]>([
    ['cut off', JSON.stringify(events).slice(0, -40), /malformed JSON/],
    [
      'with a comma after each object',
      events.map((one) => `${JSON.stringify(one)},`).join('\n'),
      /has a comma after each object/,
    ],
    ['of lists of lists', '[["a", 1], ["b", 2]]', /holds rows without names, as lists of lists/],
  ])('or refused: %s', async (_, content, message) => {
    await expect(loadNoting([temporaryFile('log.json', content)])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(message),
    });
  });
});

describe('JSON without an event', () => {
  it.each(['[]', ' [\n]\n', '{}', '\uFEFF[ ]'])('is said to be empty: %j', async (content) => {
    await expect(loadNoting([temporaryFile('log.json', content)])).rejects.toMatchObject({
      code: 'DATA_EMPTY',
      message: expect.stringMatching(/log\.json holds no event/),
    });
  });
});

describe('of a nested log', () => {
  const withItems = (change: (event: Record<string, unknown>) => object) =>
    jsonl(events.map((event) => change({ ...event })));

  it('the list that holds the item is unfolded, not the first', async () => {
    await expectEvents(
      withItems((event) => ({
        event_params: [{ key: 'ga_session_id', value: { int_value: '1' } }],
        tags: [{ name: 'x' }],
        ...event,
      })),
    );
  });

  it('a list of another name is found by its item, or by what is mapped', async () => {
    const lineItems = withItems(({ items, ...event }) => ({
      ...event,
      line_items: (items as { item_id: string }[]).map(({ item_id, ...one }) => ({
        ...one,
        sku: item_id,
        product_id: `p${item_id}`,
      })),
    }));
    for (const item of ['sku', 'line_items.sku', 'line_items[].sku', 'line_items[0].sku', 'Line_Items.SKU']) {
      await expectEvents(lineItems, { columns: { item } });
    }
    await expect(loadNoting([temporaryFile('log.jsonl', lineItems)])).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringMatching(
        /no column for item \(item_id\), found: .*line_items\.sku.*line_items\.product_id/,
      ),
    });
  });

  it('fields inside of others are found by their paths, or by their last names', async () => {
    const wrapped = withItems(({ session_id, timestamp, query, event_type, items }) => ({
      context: { session: { session_id } },
      event: { timestamp, kind: event_type, ecommerce: { items } },
      search: { query },
    }));
    await expectEvents(wrapped, { columns: { event_type: 'event.kind' } });
    await expectEvents(wrapped, {
      columns: { event_type: 'kind', session: 'context.session.session_id', query: 'search.query' },
    });
  });

  it('prices and titles are those of the item, and a type of the item is no type of event', async () => {
    const { dataset } = await expectEvents(withItems((event) => ({ ...event, price: 99, title: 'Order' })));
    expect([...(dataset.catalog.prices ?? [])].sort()).toEqual([2, 3]);
    const untyped = withItems(({ event_type: _, query: __, ...event }) => event);
    const read = await loadNoting([temporaryFile('log.jsonl', untyped)]);
    expect(read.dataset.shoppers.flatMap(({ steps }) => steps)).toHaveLength(20);
  });

  it('lists within lists are unfolded', async () => {
    const sessions = Array.from({ length: 10 }, (_, s) => ({
      visitor: `v${s}`,
      events: events.filter(({ session_id }) => session_id === `s${s}`),
    }));
    await expectEvents(jsonl(sessions));
    await expectEvents(JSON.stringify({ sessions }));
  });

  it('a list of plain ids is unfolded where it is mapped', async () => {
    await expectEvents(
      withItems(({ items, ...event }) => ({
        ...event,
        itemIds: (items as { item_id: string }[]).map(({ item_id }) => item_id),
      })),
      { columns: { item: 'itemIds' } },
    );
  });

  it('one object in place of a list counts as a list of one', async () => {
    const mixed = withItems((event) =>
      event.event_type === 'search' ? { ...event, items: { item_id: 'none' } } : event,
    );
    await expectEvents(mixed);
  });

  it('an item in two lists is asked for, unless one is the list of items', async () => {
    const shown = withItems((event) => ({ impressions: [{ item_id: 'z' }], ...event }));
    await expectEvents(shown);
    const unclear = withItems(({ items, ...event }) => ({ ...event, left: items, right: items }));
    await expect(loadNoting([temporaryFile('log.jsonl', unclear)])).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringMatching(
        /has items in several lists \(left\.item_id, right\.item_id\): say which by --columns item=left\.item_id/,
      ),
    });
    await expectEvents(unclear, { columns: { item: 'right.item_id' } });
    await expect(
      loadNoting([temporaryFile('log.jsonl', unclear)], { columns: { item: 'right.item_id', price: 'left.price' } }),
    ).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringMatching(/in the list left, where the item is not/),
    });
  });
});

describe('JSON in the cells of a CSV', () => {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const csv = (cells: (items: object[]) => string) =>
    [
      'session_id,timestamp,event_type,query,items',
      ...events.map((event) =>
        [
          event.session_id,
          event.timestamp,
          event.event_type,
          event.query ?? '',
          quote(cells(event.items as object[])),
        ].join(','),
      ),
    ].join('\n');

  it('is unfolded as in JSON', async () => {
    const { nRows } = await expectEvents(
      csv((items) => JSON.stringify(items)),
      {},
      'log.csv',
    );
    expect(nRows).toBe(30);
    await expectEvents(
      csv((items) => (items.length > 0 ? JSON.stringify(items) : '')),
      {},
      'log.csv',
    );
  });

  it('is read where quotes have backslashes before them', async () => {
    const backslashed = csv((items) => JSON.stringify(items)).replaceAll('""', '\\"');
    await expectEvents(backslashed, {}, 'log.csv');
  });

  it('is read by paths, too', async () => {
    const rows = tenSessions(
      (s, item, time) => `s${s},${time.toISOString()},${quote(JSON.stringify({ product: { sku: item } }))}`,
    );
    const log = temporaryFile('log.csv', ['session_id,timestamp,properties', ...rows].join('\n'));
    const { dataset } = await loadNoting([log], { columns: { item: 'properties.product.sku' } });
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['a', 'b']);
  });

  it('a cell that is none is counted as one without an item', async () => {
    const broken = csv((items) => JSON.stringify(items)).replace('"[{""item_id"":""a""', '"[{""item_id"":""a');
    const { nRows, cleaning } = await loadNoting([temporaryFile('log.csv', broken)]);
    expect(nRows).toBe(29);
    expect(cleaning.find(({ rule }) => rule === 'missing ids')?.dropped).toBe(1);
  });

  it('is told from lists as Python prints them', async () => {
    const python = csv((items) => JSON.stringify(items).replaceAll('"', "'"));
    await expect(loadNoting([temporaryFile('log.csv', python)])).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringMatching(/no column for item.*items holds lists as Python prints them.*json\.dumps/),
    });
  });
});

/** Events as GA4 writes them to BigQuery. */
const ga4 = events.map((event) => ({
  event_date: '20240101',
  event_timestamp: `${new Date(String(event.timestamp)).getTime() * 1000}`,
  event_name: event.event_type === 'search' ? 'view_search_results' : 'purchase',
  event_params: [
    { key: 'ga_session_id', value: { string_value: null, int_value: `17${String(event.session_id).slice(1)}` } },
    { key: 'item_id', value: { string_value: 'page', int_value: null } },
    { key: 'type', value: { string_value: 'new', int_value: null } },
    ...(event.event_type === 'search'
      ? [{ key: 'search_term', value: { string_value: 'lamp', int_value: null } }]
      : []),
  ],
  user_id: null,
  user_properties: [{ key: 'user_id', value: { string_value: 'member', int_value: null } }],
  user_pseudo_id: `${event.session_id}.7`,
  device: { category: 'mobile' },
  items: (event.items as { item_id: string; title: string }[]).map(({ item_id, title }) => ({
    item_id,
    item_name: title,
    price: 2,
  })),
}));

describe('orders of a shop’s API are read', () => {
  const orders = Array.from({ length: 10 }, (_, i) => ({
    number: `${700 + i}`,
    at: new Date(start + i * 86_400_000).toISOString(),
  }));

  it('as REST answers, with the product’s number', async () => {
    const answer = {
      orders: orders.map(({ number, at }) => ({
        id: Number(number),
        created_at: at,
        customer: { id: Number(number) + 1000 },
        shipping_lines: [{ id: 1, price: '4.00', title: 'Standard' }],
        line_items: [
          { id: 11, product_id: 8001, variant_id: 9001, sku: 'L1-R', title: 'Lamp', price: '9.50', quantity: 1 },
          { id: 12, product_id: 8002, variant_id: 9002, sku: 'S1', title: 'Shade', price: '4.50', quantity: 2 },
        ],
      })),
    };
    const columns = { item: 'product_id', user: 'customer.id', session: 'orders.id', time: 'created_at' };
    const { dataset } = await loadNoting([temporaryFile('orders.json', JSON.stringify(answer))], { columns });
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['8001', '8002']);
    expect(dataset.shoppers.map(({ id }) => id).sort()[0]).toBe('1700');
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Lamp', 'Shade']);
    expect([...(dataset.catalog.prices ?? [])].sort()).toEqual([4.5, 9.5]);
  });

  it('as GraphQL answers', async () => {
    const answer = {
      data: {
        orders: {
          nodes: orders.map(({ number, at }) => ({
            legacyResourceId: number,
            createdAt: at,
            customer: { legacyResourceId: `${Number(number) + 1000}` },
            lineItems: {
              nodes: [
                { title: 'Lamp', sku: 'L1-R', product: { legacyResourceId: '8001' } },
                { title: 'Shade', sku: 'S1', product: { legacyResourceId: '8002' } },
              ],
            },
          })),
          pageInfo: { hasNextPage: false },
        },
      },
    };
    const columns = {
      item: 'product.legacyResourceId',
      title: 'lineItems.nodes.title',
      user: 'customer.legacyResourceId',
      session: 'nodes.legacyResourceId',
      time: 'createdAt',
    };
    const { dataset } = await loadNoting([temporaryFile('orders.json', JSON.stringify(answer))], { columns });
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['8001', '8002']);
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Lamp', 'Shade']);
    expect(dataset.shoppers).toHaveLength(10);
  });
});

describe('a list of keys and values', () => {
  it('is read by a key, where one is mapped', async () => {
    const { dataset, notes } = await loadNoting([temporaryFile('log.jsonl', jsonl(ga4))], {
      columns: { session: 'event_params.ga_session_id' },
    });
    expect(dataset.shoppers).toHaveLength(10);
    expect(notes[0]).toMatch(/session is read from event_params\.ga_session_id/);
    const byLastName = await loadNoting([temporaryFile('log.jsonl', jsonl(ga4))], {
      columns: { session: 'ga_session_id' },
    });
    expect(byLastName.dataset.shoppers).toEqual(dataset.shoppers);
  });
});

describe('GA4’s export to BigQuery is read without being told its names', () => {
  it('as JSON', async () => {
    const { dataset } = await expectEvents(jsonl(ga4));
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Lamp', 'Shade']);
    expect(dataset.shoppers[0].queries?.[0].query).toBe('lamp');
  });

  it('as Parquet', async () => {
    await expectParquet(jsonl(ga4), '*');
  });

  it('as Parquet with the wrappers that some writers put around lists', async () => {
    await expectParquet(jsonl(ga4), "* REPLACE ({'list': list_transform(items, lambda x: {'element': x})} AS items)");
  });
});

describe('Parquet is read', () => {
  it('with nested lists, and text that is not marked as such', async () => {
    await expectParquet(jsonl(events), '* REPLACE (CAST(session_id AS BLOB) AS session_id)');
  });

  it('with a map', async () => {
    const plain = tenSessions((s, item, time) => JSON.stringify({ session_id: `s${s}`, timestamp: time, item }));
    const path = await parquet(plain.join('\n'), "session_id, timestamp, map {'item_id': item} AS properties");
    const { dataset } = await loadNoting([path]);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['a', 'b']);
  });
});

async function expectParquet(content: string, select: string): Promise<void> {
  const { dataset } = await loadNoting([await parquet(content, select)]);
  expect(dataset.shoppers.flatMap(({ steps }) => steps)).toHaveLength(20);
  expect(dataset.shoppers.flatMap(({ queries = [] }) => queries)).toHaveLength(10);
}

async function parquet(content: string, select: string): Promise<string> {
  const path = `${temporaryFolder()}/log.parquet`;
  const source = temporaryFile('log.jsonl', '');
  writeFileSync(source, content);
  await withDuckDb((sql) =>
    sql.run(`COPY (SELECT ${select} FROM read_json(${quoteText(source)})) TO ${quoteText(path)} (FORMAT parquet)`),
  );
  return path;
}
