import { describe, expect, it } from 'vitest';
import { loadNoting, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

const header = ['session_id', 'user_id', 'timestamp', 'item_id', 'title'];
const rows = tenSessions((s, item, time) =>
  [`s${s}`, `u${s}`, time.toISOString(), item, `Lamp ${item}`].join('\t'),
).map((row) => row.split('\t'));
const lines = (delimiter: string, all: string[][] = [header, ...rows]) => all.map((row) => row.join(delimiter));
const text = (delimiter: string) => lines(delimiter).join('\n');
const byNumber = { columns: { session: '1', user: '2', time: '3', item: '4', title: '5' } };

async function expectWhole(content: string | Uint8Array, config: object = {}, titles = ['Lamp a', 'Lamp b']) {
  const loaded = await loadNoting([temporaryFile('log.csv', content)], config);
  expect(loaded.nRows).toBe(20);
  expect(loaded.dataset.shoppers).toHaveLength(10);
  expect(loaded.dataset.shoppers[0].steps[0].time).toBe(start);
  expect([...(loaded.dataset.catalog.titles ?? [])].sort()).toEqual(titles);
  return loaded;
}

describe('a CSV is read as the same', () => {
  it.each([
    ['with semicolons', text(';')],
    ['with tabs', text('\t')],
    ['with bars', text('|')],
    ['with double colons', text('::')],
    ['with double bars', text('||')],
    ['with Hive’s control character', text('\u0001')],
    ['with carets', text('^')],
    [
      'with single spaces',
      text('|')
        .replaceAll(/[" ]([ab])/g, '-$1')
        .replaceAll('|', ' '),
    ],
    ['with a line that says the delimiter, as Excel writes it', `sep=;\r\n${lines(';').join('\r\n')}`],
    ['with such a line behind a byte order mark', `\uFEFFsep=;\r\n${lines(';').join('\r\n')}`],
    ['with such a line, in UTF-16', Buffer.from(`\uFEFFsep=\t\r\n${lines('\t').join('\r\n')}`, 'utf16le')],
    ['with the same in quotes', `"sep=,"\n${text(',')}`],
    ['with comments before it', `# ----------\n# Export of the shop, May\n#\n${text(',')}`],
    ['with a title before it', `Orders of May\n\n${text(',')}`],
    ['with empty lines before it and in it', `\n\n${lines(',').join('\n\n')}\n\n`],
    ['with spaces around the names', text(',').replace('user_id', ' user_id ').replace('item_id', ' item_id')],
    [
      'with names in capitals, and other signs',
      text(',').replace(/^.*\n/, 'Session ID,userId,TIMESTAMP,Item-Id,Title\n'),
    ],
    ['with a hash before its names', `#${text(',')}`],
    ['with a delimiter at the end of each line', `${lines(',').join(',\n')},`],
    ['with one at the end of its rows alone', `${lines(',')[0]}\n${lines(',').slice(1).join(',\n')},`],
    ['with one at the end of its header alone', `${lines(',')[0]},\n${lines(',').slice(1).join('\n')}`],
    [
      'with every cell in quotes, and a byte order mark',
      `\uFEFF${lines('","')
        .map((line) => `"${line}"`)
        .join('\r\n')}`,
    ],
    [
      'with an index that has no name',
      `,${lines(',')[0]}\n${lines(',')
        .slice(1)
        .map((line, i) => `${i},${line}`)
        .join('\n')}`,
    ],
    ['with a column twice that is not read', text(',').replace(/\n/g, ',x\n').replace('title,x', 'title,note,note')],
  ])('%s', async (name, content) => {
    const { notes } = await expectWhole(content, {}, name === 'with single spaces' ? ['Lamp-a', 'Lamp-b'] : undefined);
    const nBefore = /comments|a title|UTF-16/.test(name) ? 1 : 0;
    expect(notes).toEqual(
      Array(nBefore).fill(expect.stringMatching(/\d lines? before the header left out|read as UTF-16LE/)),
    );
  });

  it('with decimals that have commas between semicolons', async () => {
    const priced = lines(';').map((line, i) => `${line};${i === 0 ? 'weight;height' : '1,5;2,5'}`);
    await expectWhole(priced.join('\n'));
  });

  it('with line ends, delimiters and doubled quotes in quoted cells', async () => {
    const quoted = rows.map((row) => [...row.slice(0, 4), `"Lamp, ""${row[3]}""\r\nwith shade"`].join(','));
    const { dataset, nRows } = await loadNoting([temporaryFile('log.csv', [header.join(), ...quoted].join('\r\n'))]);
    expect(nRows).toBe(20);
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Lamp, "a"\r\nwith shade', 'Lamp, "b"\r\nwith shade']);
  });

  it('with quotes and delimiters in a cell far from its start', async () => {
    const plain = Array.from(
      { length: 30_000 },
      (_, i) => `s${i % 100},u${i % 100},${start + i * 1000},${'ab'[i % 2]},Lamp`,
    );
    const late = `s1,u1,${start},c,"Lamp, ""red"""`;
    const log = temporaryFile('log.csv', [header.join(), ...plain, late].join('\n'));
    const { nRows, notes, dataset } = await loadNoting([log], {
      clean: { minItemCount: 1, maxSessionEvents: 10_000 },
      split: { kind: 'last', sessions: 1 },
    });
    expect({ nRows, notes }).toEqual({ nRows: 30_001, notes: [] });
    expect(dataset.catalog.titles).toContain('Lamp, "red"');
  });

  it('without a header, where columns are told by numbers', async () => {
    for (const delimiter of [',', '::', '\t', ';']) {
      await expectWhole(lines(delimiter, rows).join('\n'), byNumber);
    }
  });

  it('with a header, where columns are told by numbers', async () => {
    await expectWhole(text(','), byNumber);
  });

  it('with orders whose numbers begin with a hash', async () => {
    const orders = rows.map(([, user, time, item, title], i) => `#${1000 + (i >> 1)},${user},${time},${item},${title}`);
    await expectWhole(['Name,Email,Created at,Lineitem sku,Lineitem name', ...orders].join('\n'), {
      columns: { session: 'Name', user: 'Email', time: 'Created at', item: 'Lineitem sku', title: 'Lineitem name' },
    });
  });
});

describe('a CSV is refused, with what to do:', () => {
  it.each<[string, string, object, string, RegExp]>([
    [
      'without a header',
      lines('::', rows).join('\n'),
      {},
      'COLUMN_MISSING',
      /found 5 columns, whose first line looks like values.*columns by their numbers, such as --columns user=1,item=2,time=4/,
    ],
    [
      'a column that is there twice',
      text(',').replace('user_id', 'item_id'),
      {},
      'COLUMN_MISSING',
      /has several columns "item_id": say which by its number, such as --columns item=2/,
    ],
    ['a number beyond the last column', text(','), { columns: { item: '9' } }, 'COLUMN_MISSING', /no column "9"/],
    [
      'a quote that does not end',
      text(',').replace('Lamp b', '"Lamp b'),
      {},
      'FILE_UNREADABLE',
      /a quote on line 3 does not end where its cell does, so that 18 lines behind it would be lost/,
    ],
  ])('%s', async (_, content, config, code, message) => {
    await expect(loadNoting([temporaryFile('log.csv', content)], config)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('reads the column that a number names, of several with one name', async () => {
    const twice = text(',').replace('title', 'item_id');
    const { dataset } = await loadNoting([temporaryFile('log.csv', twice)], { columns: { item: '5' } });
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['Lamp a', 'Lamp b']);
  });
});

describe('lines that are no rows', () => {
  it('are counted, and told by their kind and the first of each', async () => {
    const broken = lines(',');
    broken.splice(5, 0, 's1,u1');
    broken.splice(9, 0, 's1,u1,2024-01-01,a,b,c,d', 's1,u1,2024-01-01,a,b,c,d');
    const { nRows, notes, cleaning } = await loadNoting([temporaryFile('log.csv', broken.join('\n'))]);
    expect(nRows).toBe(23);
    expect(notes).toEqual([
      expect.stringMatching(/log\.csv: 1 line with fewer cells than the header, left out \(first: line 6\)/),
      expect.stringMatching(/log\.csv: 2 lines with more cells than the header, left out \(first: line 10\)/),
    ]);
    expect(cleaning.find(({ rule }) => rule === 'malformed rows')).toMatchObject({ dropped: 3, left: 20 });
  });

  it('are told of the file that they are in', async () => {
    const [one, two] = [lines(','), lines(',')].map((all, i) => {
      all.splice(3 + i, 0, 'broken');
      return temporaryFile(`${'ab'[i]}.csv`, all.join('\n'));
    });
    const { nRows, notes } = await loadNoting([one, two]);
    expect(nRows).toBe(42);
    expect(notes).toEqual([
      expect.stringMatching(/a\.csv: 1 line with fewer.*first: line 4/),
      expect.stringMatching(/b\.csv: 1 line with fewer.*first: line 5/),
    ]);
  });
});
