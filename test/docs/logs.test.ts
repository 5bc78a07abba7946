import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventFields, parseColumns } from '../../src/train/config/columns.js';
import { loadNoting } from '../train/logs/small-log.js';
import { temporaryFile } from '../train/logs/temporary-log.js';

const read = (page: string) => readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');

/** The values of `--columns` in the commands of a page. */
const columnsIn = (page: string) =>
  [...read(page).matchAll(/--columns (?:"([^"]+)"|(\S+))\n/g)].map((found) => found[1] ?? found[2]!);

describe('docs/logs.md', () => {
  it('names every column that is found by itself', () => {
    const page = read('logs.md');
    for (const [field, names] of Object.entries(eventFields)) {
      const row = page
        .split('\n')
        .find((line) => line.startsWith('| ') && line.split('|')[1]?.includes(`\`${field}\``));
      expect(row, field).toBeDefined();
      for (const name of names) expect(row).toContain(`\`${name}\``);
    }
  });
});

describe('the guide for Shopify', () => {
  const [byNumber, bySku] = columnsIn('shopify.md').map(parseColumns);

  it('names the columns of the orders that the admin exports', async () => {
    const header =
      'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,' +
      'Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,' +
      'Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name';
    const lines = Array.from({ length: 10 }, (_, i) => {
      const at = `2024-01-${10 + i} 09:00:00`;
      const start = `#${1001 + i},shopper${i % 4}@example.com`;
      const first = `paid,${at},fulfilled,,no,EUR,14.00,0,0,14.00,,0,Standard,${at},1,"Lamp, red",9.50,,L1,true,true,fulfilled,Made Up`;
      return [`${start},${first}`, `${start},,,,,,,,,,,,,,${at},2,Shade,4.50,,S1,true,true,fulfilled,`];
    });
    const { nRows, dataset, notes } = await loadNoting(
      [temporaryFile('orders.csv', [header, ...lines.flat()].join('\n'))],
      {
        columns: bySku,
      },
    );
    expect({ nRows, notes }).toEqual({ nRows: 20, notes: [] });
    expect(dataset.shoppers).toHaveLength(4);
    const { itemIds, titles = [], prices = [] } = dataset.catalog;
    expect(itemIds.map((id, i) => [id, titles[i], prices[i]]).sort()).toEqual([
      ['L1', 'Lamp, red', 9.5],
      ['S1', 'Shade', 4.5],
    ]);
  });

  it('asks the API for what its command reads', async () => {
    const query = /```graphql\n([\s\S]*?)```/.exec(read('shopify.md'))?.[1] ?? '';
    for (const path of Object.values(byNumber!)) {
      for (const name of path.split('.')) expect(query).toContain(name);
    }
    const nodes = Array.from({ length: 10 }, (_, i) => ({
      legacyResourceId: `${500 + i}`,
      createdAt: `2024-01-${10 + i}T09:00:00Z`,
      customer: i === 9 ? null : { legacyResourceId: `${70 + (i % 4)}` },
      lineItems: {
        nodes: [
          { title: 'Lamp', quantity: 1, product: { legacyResourceId: '8001' } },
          { title: 'Shade', quantity: 2, product: { legacyResourceId: '8002' } },
          { title: 'Gift wrap', quantity: 1, product: null },
        ],
      },
    }));
    const pageInfo = { hasNextPage: false, endCursor: null };
    const pages = [nodes.slice(0, 5), nodes.slice(5)].map((part, i) =>
      temporaryFile(`orders-${i}.json`, JSON.stringify({ data: { orders: { nodes: part, pageInfo } } })),
    );
    const { nRows, dataset, cleaning } = await loadNoting(pages, { columns: byNumber });
    expect(nRows).toBe(30);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['8001', '8002']);
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Lamp', 'Shade']);
    expect(dataset.shoppers).toHaveLength(4);
    expect(cleaning.find(({ rule }) => rule === 'missing ids')?.dropped).toBe(12);
  });
});
