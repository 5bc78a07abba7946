import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';

const header = 'session_id,timestamp,item_id';
const rows = Array.from(
  { length: 40 },
  (_, i) => `s${i >> 1},${Date.UTC(2024, 0, 1 + (i >> 1), i % 2)},${'ab'[i % 2]}`,
);

function load(path: string, config: object = {}, items?: string) {
  return loadDataset({ events: [path], config: parseConfig(config), ...(items ? { items } : {}) });
}

describe('loadDataset refuses, naming what is wrong:', () => {
  it.each([
    ['an empty file', '', 'DATA_EMPTY', /log\.csv is empty, expected a header/],
    ['a header alone', `${header}\n`, 'DATA_EMPTY', /holds a header but no event/],
    ['a packed empty file', gzipSync(''), 'DATA_EMPTY', /is empty/],
    ['binary garbage', randomBytes(5000), 'FILE_UNREADABLE', /is binary, expected CSV, CSV\.gz, JSONL or Parquet/],
    ['a damaged gzip file', gzipSync(randomBytes(90_000)).subarray(0, 100), 'FILE_UNREADABLE', /is (damaged|binary)/],
    ['a Parquet file cut short', 'PAR1 and no more', 'FILE_UNREADABLE', /cannot be read as parquet/],
    [
      'a log without items',
      'session_id,timestamp\n1,2\n',
      'COLUMN_MISSING',
      /no column for item \(item_id\), found: session_id, timestamp/,
    ],
    ['a log without sessions', 'timestamp,item_id\n1,2\n', 'COLUMN_MISSING', /no column for session/],
    [
      'a log without times',
      'session_id,item_id\n1,2\n',
      'COLUMN_MISSING',
      /no column for time \(timestamp\) or position/,
    ],
    [
      'a log of users without times',
      'user_id,position,item_id\n1,2,3\n',
      'COLUMN_MISSING',
      /time \(timestamp\), needed to split/,
    ],
    [
      'times nobody can read',
      `${header}\n1,soon,a\n`,
      'DATA_EMPTY',
      /no event is left after "malformed rows" \(first: .*row 1, column timestamp: 4 characters/,
    ],
    [
      'one session only',
      [header, ...rows.slice(0, 2)].join('\n'),
      'DATA_TOO_SMALL',
      /1 session leaves none for training/,
    ],
    [
      'one item only',
      [header, ...rows.filter((row) => row.endsWith('a'))].join('\n'),
      'DATA_TOO_SMALL',
      /only one item/,
    ],
    [
      'sessions of one event only',
      [header, ...rows.map((row, i) => `x${i}${row}`)].join('\n'),
      'DATA_EMPTY',
      /no event is left after "one-event sessions": every session has fewer than 2 events/,
    ],
    [
      'rare items only',
      [header, ...rows.map((row, i) => row + i)].join('\n'),
      'DATA_TOO_SMALL',
      /has no item met 5 times or more/,
    ],
  ])('%s', async (_, content, code, message) => {
    await expect(load(temporaryFile('log.csv', content))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('a file that is not there', async () => {
    await expect(load('/nowhere/log.csv')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('a folder', async () => {
    await expect(load(temporaryFolder())).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('a mapped column that is missing', async () => {
    const path = temporaryFile('log.csv', [header, ...rows].join('\n'));
    await expect(load(path, { columns: { item: 'sku' } })).rejects.toMatchObject({
      code: 'COLUMN_MISSING',
      message: expect.stringMatching(/has no column "sku" \(mapped to item\), found: session_id, timestamp, item_id/),
    });
  });

  it('an items file without ids', async () => {
    const path = temporaryFile('log.csv', [header, ...rows].join('\n'));
    const items = temporaryFile('items.csv', 'sku,title\n1,One\n');
    await expect(load(path, {}, items)).rejects.toMatchObject({ code: 'COLUMN_MISSING' });
  });

  it('a split by dates outside the log, or in the wrong order', async () => {
    const path = temporaryFile('log.csv', [header, ...rows].join('\n'));
    const late = { split: { validationFrom: '2030-01-01', testFrom: '2030-02-01' } };
    await expect(load(path, late)).rejects.toMatchObject({ code: 'DATA_TOO_SMALL' });
    const swapped = { split: { validationFrom: '2024-01-09', testFrom: '2024-01-05' } };
    await expect(load(path, swapped)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const half = { split: { testFrom: '2024-01-05' } };
    await expect(load(path, half)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  it('a pattern that is no regular expression', async () => {
    const path = temporaryFile('log.csv', [header, ...rows].join('\n'));
    await expect(load(path, { clean: { nonProductItems: '(' } })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
