import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { matchIds } from '../../../src/train/items/match-ids.js';
import { keepAll, loadNoting, noPrivacy, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

/** A log whose items a and b are called so, and may have titles of its own. */
function logOf({ ids = ['a', 'b'], titles }: { ids?: string[]; titles?: string[] } = {}): string[] {
  const rows = tenSessions((s, item, time) => {
    const place = item === 'a' ? 0 : 1;
    return `${s},${time.toISOString()},${ids[place]},${titles?.[place] ?? ''}`;
  });
  return [temporaryFile('log.csv', ['session_id,timestamp,item_id,title', ...rows].join('\n'))];
}

/** The titles of items, by the ids of the log, and what was said. */
async function titlesOf(log: string[], items: string | Uint8Array, config: object = {}, name = 'items.csv') {
  const { dataset, notes } = await loadNoting(log, config, temporaryFile(name, items));
  const { itemIds, titles = [] } = dataset.catalog;
  const said = notes.map((note) => note.replace(/^\S*\//, ''));
  return { titles: Object.fromEntries(itemIds.map((id, i) => [id, titles[i]])), said, catalog: dataset.catalog };
}

describe('a file of items', () => {
  it('has its titles counted', async () => {
    const { titles, said } = await titlesOf(logOf(), 'item_id,title\na,Lamp\nb,Shade\nc,Chair\n');
    expect(titles).toEqual({ a: 'Lamp', b: 'Shade' });
    expect(said).toEqual(['items.csv: titles for 2 of 2 items']);
  });

  it('leaves items that it does not describe to the titles of the log', async () => {
    const { titles, said } = await titlesOf(logOf({ titles: ['Own a', 'Own b'] }), 'item_id,title\nb,Shade\n');
    expect(titles).toEqual({ a: 'Own a', b: 'Shade' });
    expect(said).toEqual(['items.csv: titles for 1 of 2 items, 1 more from the log itself']);
  });

  it('that describes none leaves all to the log, and says how the ids differ', async () => {
    const { titles, said } = await titlesOf(
      logOf({ titles: ['Own a', 'Own b'] }),
      'item_id,title\nX-a,Lamp\nX-b,Shade\n',
    );
    expect(titles).toEqual({ a: 'Own a', b: 'Own b' });
    expect(said).toEqual([
      expect.stringMatching(
        /^items\.csv: titles for 0 of 2 items, 2 more from the log itself; none of its 2 ids \(column item_id\) is one of the log’s: the log’s have 1 character, the file’s 3 characters; write them alike/,
      ),
    ]);
  });

  it('that describes none, of a log without titles, stops the command', async () => {
    await expect(titlesOf(logOf(), 'item_id,title\nX-a,Lamp\nX-b,Shade\n')).rejects.toMatchObject({
      code: 'DATA_EMPTY',
      message: expect.stringMatching(/items\.csv: titles for 0 of 2 items; none of its 2 ids.*or leave --items away/),
    });
  });

  it('that holds the ids in another column says in which', async () => {
    const items = 'item_id,Variant SKU,title\n1,a,Lamp\n2,b,Shade\n';
    await expect(titlesOf(logOf(), items)).rejects.toMatchObject({
      message: expect.stringMatching(/column Variant SKU holds 2 of them: --item-columns item=Variant SKU/),
    });
    const { titles } = await titlesOf(logOf(), items, { itemColumns: { item: 'Variant SKU' } });
    expect(titles).toEqual({ a: 'Lamp', b: 'Shade' });
  });

  it('that holds the ids elsewhere in lists says where', async () => {
    const variants = (sku: string) => [{ title: 'one', sku }];
    const items = {
      tags: [{ a: 1 }],
      products: [
        { id: 1, title: 'Lamp', code: 'a' },
        { id: 2, title: 'Shade', code: 'b' },
      ].map((one) => ({ ...one, variants: variants(one.code) })),
    };
    await expect(titlesOf(logOf(), JSON.stringify(items), {}, 'items.json')).rejects.toMatchObject({
      message: expect.stringMatching(/column products\.code holds 2 of them: --item-columns item=products\.code/),
    });
  });

  it('keeps what an item’s later rows leave blank, as those of its variants do', async () => {
    const { titles, catalog, said } = await titlesOf(
      logOf(),
      'item_id,title,brand,price\na,Lamp,Acme,2\na,,,\nb,,,\nb,Shade,,3\nb,,Bolt,\n',
    );
    expect(titles).toEqual({ a: 'Lamp', b: 'Shade' });
    expect(catalog).toMatchObject({ brands: ['Acme', 'Bolt'], prices: [2, 3] });
    expect(said).toEqual(['items.csv: titles for 2 of 2 items']);
  });

  it('reads prices that are written for people, by the whole column', async () => {
    const { said, catalog } = await titlesOf(logOf(), 'item_id;title;price\na;Lamp;12,50 €\nb;Shade;1.299,00 €\n');
    expect(catalog).toMatchObject({ prices: [12.5, 1299] });
    expect(said).toContain('items.csv: 2 of price written for people, read: the decimal mark is the comma');
  });

  it('says how many items it calls in several ways, and how many prices are none', async () => {
    const { said } = await titlesOf(logOf(), 'item_id,title,price\na,Lamp,2\na,Big lamp,on request\nb,Shade,3\n');
    expect(said).toEqual([
      'items.csv: titles for 2 of 2 items',
      'items.csv: 1 item with several titles, of which the last counts',
      expect.stringMatching(
        /^items\.csv: 1 of price not understood .*items\.csv, row 2: 10 characters, expected a number such as 12\.50/,
      ),
    ]);
  });

  it.each([
    ['in capitals', 'ITEM_ID,TITLE,BRAND,CATEGORY\na,Lamp,Acme,Light\nb,Shade,Acme,Light\n'],
    ['as Shopify names them', 'id,Title,Vendor,Type\na,Lamp,Acme,Light\nb,Shade,Acme,Light\n'],
    ['as GA4 names them', 'item_id,item_name,item_brand,item_category\na,Lamp,Acme,Light\nb,Shade,Acme,Light\n'],
    ['with spaces', 'Item ID;Product Name;Brand;Product Type\na;Lamp;Acme;Light\nb;Shade;Acme;Light\n'],
  ])('has headers %s', async (_, items) => {
    const { catalog } = await titlesOf(logOf(), items);
    const { itemIds, titles, brands, categories } = catalog;
    expect({ itemIds, titles, brands, categories }).toEqual({
      itemIds: ['a', 'b'],
      titles: ['Lamp', 'Shade'],
      brands: ['Acme', 'Acme'],
      categories: ['Light', 'Light'],
    });
  });

  it('whose titles have a name of their own is asked about, and read by it', async () => {
    const items = 'sku,Bezeichnung\na,Lampe\nb,Schirm\n';
    const { said } = await titlesOf(logOf(), items, { itemColumns: { item: 'sku' } });
    expect(said[1]).toBe('items.csv: no column for titles, found: sku, Bezeichnung; name it by --item-columns title=…');
    const read = await titlesOf(logOf(), items, { itemColumns: { item: 'sku', title: 'bezeichnung' } });
    expect(read.titles).toEqual({ a: 'Lampe', b: 'Schirm' });
    const byNumber = { itemColumns: { item: '1', title: '2' } };
    const numbered = await titlesOf(logOf(), items, byNumber);
    expect(numbered.titles).toEqual({ a: 'Lampe', b: 'Schirm' });
    expect(numbered.said[0]).toBe('items.csv: the first line is taken for the header');
    const headless = await titlesOf(logOf(), 'a,Lampe,2.50\nb,Schirm,3\n', byNumber);
    expect(headless.titles).toEqual({ a: 'Lampe', b: 'Schirm' });
    expect(headless.said[0]).toBe('items.csv: the first line is taken for a row, as there is no header');
  });

  it.each([
    ['is in Latin-1', Buffer.from('item_id,title\na,Table dorée\nb,Étagère\n', 'latin1'), 'items.csv'],
    ['is in UTF-16', Buffer.from('\uFEFFitem_id\ttitle\r\na\tTable dorée\r\nb\tÉtagère\r\n', 'utf16le'), 'items.csv'],
    [
      'is JSON',
      JSON.stringify([
        { id: 'a', title: 'Table dorée' },
        { id: 'b', title: 'Étagère' },
      ]),
      'items.json',
    ],
    [
      'is JSON with variants inside',
      JSON.stringify({
        products: [
          { id: 'a', title: 'Table dorée', variants: [{ id: 1 }, { id: 2 }] },
          { id: 'b', title: 'Étagère', variants: [] },
        ],
      }),
      'products.json',
    ],
  ])('%s', async (_, items, name) => {
    expect((await titlesOf(logOf(), items, {}, name)).titles).toEqual({ a: 'Table dorée', b: 'Étagère' });
  });

  it('matches ids that a spreadsheet has changed, and says so', async () => {
    const log = logOf({ ids: ['00123', 'Ab7'] });
    const { titles, said } = await titlesOf(log, 'item_id,title\n123,Lamp\nAB7,Shade\n');
    expect(titles).toEqual({ '00123': 'Lamp', Ab7: 'Shade' });
    expect(said[1]).toMatch(/2 ids written in another way than in the log \(case, leading zeros, \.0\), and matched/);
  });

  it('may describe none of the items of a model that goes on learning', async () => {
    const notes: string[] = [];
    await loadDataset({
      events: logOf(),
      items: temporaryFile('items.csv', 'item_id,title\nz,Zebra\n'),
      known: createVocabulary(['a', 'b']),
      config: parseConfig({ clean: keepAll, privacy: noPrivacy }),
      onNote: (note) => notes.push(note),
    });
    expect(notes).toEqual([expect.stringMatching(/titles for 0 of 2 items; none of its 1 ids/)]);
  });
});

describe('matchIds', () => {
  const described = (...ids: string[]) => new Map(ids.map((id) => [id, id]));

  it('prefers an id as it is written', () => {
    const { items, nLoose } = matchIds(['7', '007'], described('7', '007', '0007'));
    expect([...items]).toEqual([
      ['7', '7'],
      ['007', '007'],
    ]);
    expect(nLoose).toBe(0);
  });

  it('takes no id for another where several could be meant', () => {
    expect(matchIds(['007'], described('7', '07')).items.size).toBe(0);
    expect(matchIds(['07', '007'], described('7')).items.size).toBe(0);
    expect(matchIds(['L1', 'l1'], described('L1')).items.size).toBe(1);
  });

  it('takes .0 for what a table of numbers adds', () => {
    expect(matchIds(['100'], described('100.0')).items.get('100')).toBe('100.0');
    expect(matchIds(['1.5'], described('1.50')).items.size).toBe(0);
  });
});
