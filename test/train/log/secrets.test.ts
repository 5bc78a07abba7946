import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/train/config/config.js';
import { readJson } from '../../../src/train/config/read-json.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { withDuckDb } from '../../../src/train/files/duckdb.js';
import { describeColumns } from '../../../src/train/log/tables/describe-columns.js';
import { keepAll, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

const secret = 'ada.lovelace@example.com';
const header = 'session_id,user_id,timestamp,item_id';
const good = tenSessions((session, item, time) => `s${session},u${session},${time.toISOString()},${item}`);

/** All that may be printed of an error: message, stack and causes. */
function everythingOf(error: unknown): string {
  const parts: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) parts.push(one.message, one.stack ?? '');
  return parts.join('\n');
}

async function loadText(name: string, content: string | Uint8Array, config: object = {}): Promise<string> {
  const events = [temporaryFile(name, content)];
  try {
    const loaded = await loadDataset({ events, config: parseConfig({ clean: keepAll, ...config }) });
    return JSON.stringify(loaded.cleaning);
  } catch (error) {
    return everythingOf(error);
  }
}

describe('what is said of a log', () => {
  it('names the file, the row and the column of a malformed cell, and how long it is', async () => {
    const rows = [header, good[0], `s1,u1,${secret},a`, ...good.slice(1)];
    const said = await loadText('log.csv', rows.join('\n'));
    expect(said).toMatch(
      /first: .*log\.csv, row 2, column timestamp: 24 characters, expected a time from 1990 to today/,
    );
    expect(said).not.toContain(secret);
    const moved = await loadText('log.csv', rows.join('\n').replace('timestamp', 'Moment'), {
      columns: { time: 'Moment' },
    });
    expect(moved).toMatch(/row 2, column Moment: 24 characters/);
  });

  it('says so of positions, too, and of cells that are empty', async () => {
    const rows = tenSessions((session, item) => `s${session},${item === 'a' ? 1 : 2},${item}`);
    const log = ['session_id,position,item_id', `s0,${secret},a`, ...rows].join('\n');
    const said = await loadText('log.csv', log);
    expect(said).toMatch(/row 1, column position: 24 characters, expected a number/);
    expect(said).not.toContain(secret);
    expect(await loadText('log.csv', [header, 's1,u1,,a', ...good].join('\n'))).toMatch(
      /row 1, column timestamp: empty/,
    );
  });

  it.each<[string, string, string | Uint8Array, object?]>([
    ['cells in place of times', 'log.csv', [header, `1,1,${secret},a`].join('\n')],
    ['no header', 'log.csv', `${secret},2024-01-01,lamp\n${secret},2024-01-02,lamp\n`],
    ['JSON in place of a header', 'log.csv', `null\n{"session":"${secret}","item":"lovelace"}\n`],
    ['a header that is there twice, and is none', 'log.csv', `${secret},${secret},3\n${secret},${secret},3\n`],
    [
      'no header, and columns by number',
      'log.csv',
      `${secret},1,x\n${secret},2,y\n`,
      { columns: { user: '1', time: '2', item: '3' } },
    ],
    ['keys that are values', 'log.jsonl', `{"items": {"${secret}": 1}, "time": 1}\n`],
    ['no header, and a column mapped', 'log.csv', `${secret},2024-01-01,lamp\n`, { columns: { item: 'sku' } }],
    ['a quote that does not end', 'log.csv', [header, ...good, `"${secret},1,2,3`].join('\n')],
    ['too many cells', 'log.csv', [header, ...good, `${secret},1,2,3,4,5,6`].join('\n')],
    [
      'bytes that are no UTF-8',
      'log.csv',
      Buffer.concat([Buffer.from(`${header}\n1,1,1,${secret}`), Buffer.from([0xff, 0xe9, 10])]),
    ],
    ['malformed JSON', 'log.jsonl', `{"session_id": "${secret}", "timestamp": 1, "item_id": }\n{"a": "${secret}`],
    ['JSON of other things', 'log.jsonl', `{"${'x'.repeat(80)}": "${secret}"}\n`],
    [
      'JSON with a nested secret',
      'log.jsonl',
      `{"session_id": {"${secret}": 1}, "timestamp": {"${secret}": 2}, "item_id": [1]}\n`,
    ],
    ['a packed log cut short', 'log.csv.gz', gzipSync(`${header}\n${good.join('\n')}\n${secret}`).subarray(0, -12)],
    ['a damaged Parquet file', 'log.parquet', `PAR1${secret}PAR1`],
    ['times out of range', 'log.csv', [header, `1,1,9e307,${secret}`, `1,1,-9e307,${secret}`].join('\n')],
    ['a pattern of times that is none', 'log.csv', [header, `1,1,${secret},a`].join('\n'), { timeFormat: '%Q%' }],
    ['a pattern that is no expression', 'log.csv', [header, ...good].join('\n'), { clean: { nonProductItems: '(' } }],
    [
      'numbers that are none',
      'log.csv',
      [`${header},price,quantity`, ...good.map((row) => `${row},${secret},${secret}`)].join('\n'),
    ],
  ])('repeats no value of it: %s', async (_, name, content, config) => {
    const said = await loadText(name, content, config);
    expect(said.length).toBeGreaterThan(10);
    expect(said).not.toContain(secret);
    expect(said).not.toContain('lovelace');
  });

  it('repeats no value of it, wherever a random change breaks it', async () => {
    const log = [header, ...good.map((row) => row.replace(/^s/, 'lovelace'))].join('\n');
    const change = fc.record({
      at: fc.nat(log.length),
      text: fc.string({ unit: 'binary', maxLength: 4 }),
      cut: fc.nat(8),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const broken = changes.reduce(
          (text, { at, text: put, cut }) => text.slice(0, at) + put + text.slice(at + cut),
          log,
        );
        // A header that took a value in is a name like any other.
        if (!broken.startsWith(`${header}\n`)) return;
        expect(await loadText('log.csv', broken)).not.toContain('lovelace');
      }),
      { numRuns: 25 },
    );
  });

  it('repeats no value that DuckDB quotes, in no query', async () => {
    const queries = [
      `SELECT CAST('${secret}' AS DOUBLE)`,
      `SELECT CAST('${secret}' AS TIMESTAMP)`,
      `SELECT strptime('${secret}', '%Y')`,
      `SELECT * FROM "${secret}"`,
      `SELECT error('${secret}')`,
      `SELECT json_extract('{"${secret}', '$')::INTEGER`,
    ];
    await withDuckDb(async (sql) => {
      for (const query of queries) {
        const error = await sql.rows(query).catch((caught: unknown) => caught);
        expect(error).toMatchObject({ name: 'VitrineError' });
        expect(everythingOf(error)).not.toContain('lovelace');
        const streamed = (async () => {
          for await (const _ of sql.stream(query));
        })();
        expect(everythingOf(await streamed.catch((caught: unknown) => caught))).not.toContain('lovelace');
      }
    });
  });
});

describe('what is said of the columns of a log', () => {
  it('lists names', () => {
    expect(describeColumns(['session_id', 'Item No.', 'prix (€)'])).toBe('found: session_id, Item No., prix (€)');
  });

  it('lists sixty of many', () => {
    const names = Array.from({ length: 70 }, (_, i) => `c${i}`);
    expect(describeColumns(names)).toMatch(/^found: c0, .*, c59 and 10 more$/);
  });

  it.each([
    [['ada@example.com', 'b']],
    [['17', 'x']],
    [['2024-01-01 10:00', 'x']],
    [['', 'x']],
    [['user 4815162342', 'x']],
    [['{"user":"ada"', 'x']],
  ])('counts values: %j', (names) => {
    expect(describeColumns(names)).toBe(
      'found 2 columns, whose first line looks like values instead of names: add a header',
    );
  });
});

describe('what is said of a JSON file', () => {
  it('tells the place of a mistake, and not the text', async () => {
    const path = temporaryFile('c.json', `{\n  "licence": ${secret}\n}`);
    const error = await readJson(path, '--config').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringMatching(/c\.json is no JSON/) });
    expect(everythingOf(error)).not.toContain('lovelace');
  });
});
