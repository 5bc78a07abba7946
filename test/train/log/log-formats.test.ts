import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { quoteText, withDuckDb } from '../../../src/train/files/duckdb.js';
import { day, load, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';

describe('loadDataset reads', () => {
  const csv = [
    'session_id,user_id,timestamp,item_id',
    ...tenSessions((s, item, time) => `s${s},u${s % 2},${time.toISOString()},${item}`),
  ];
  const expected = {
    split: { validationFrom: start + 7 * day, testFrom: start + 8 * day },
    vocabulary: expect.objectContaining({ itemIds: ['a', 'b'] }),
    sessionGapMs: 1_800_000,
  };
  const firstSteps = [
    { item: 0, time: start, session: 0 },
    { item: 1, time: start + 60_000, session: 0 },
    { item: 0, time: start + 2 * day, session: 1 },
  ];

  it('CSV', async () => {
    const { dataset, nRows } = await load([temporaryFile('log.csv', csv.join('\n'))]);
    expect(nRows).toBe(20);
    expect(dataset).toMatchObject(expected);
    expect(dataset.shoppers.map(({ id, steps }) => [id, steps.length])).toEqual([
      ['u0', 10],
      ['u1', 10],
    ]);
    expect(dataset.shoppers[0].steps.slice(0, 3)).toEqual(firstSteps);
  });

  it('gzipped CSV, whatever its name, as the same', async () => {
    const { dataset } = await load([temporaryFile('log.txt', gzipSync(csv.join('\n')))]);
    expect(dataset).toMatchObject(expected);
  });

  it('JSONL with times in seconds as the same', async () => {
    const lines = tenSessions((s, item_id, time) =>
      JSON.stringify({ session_id: s, user_id: `u${s % 2}`, timestamp: time.getTime() / 1000, item_id }),
    );
    const { dataset } = await load([temporaryFile('log.jsonl', lines.join('\n'))]);
    expect(dataset).toMatchObject(expected);
    expect(dataset.shoppers[0].steps.slice(0, 3)).toEqual(firstSteps);
  });

  it('JSONL with ISO times that name a zone', async () => {
    const lines = tenSessions((s, item_id, time) =>
      JSON.stringify({
        session_id: s,
        user_id: `u${s % 2}`,
        timestamp: new Date(time.getTime() + 2 * 3_600_000).toISOString().replace('Z', '+02:00'),
        item_id,
      }),
    );
    const { dataset } = await load([temporaryFile('log.jsonl', lines.join('\n'))]);
    expect(dataset.shoppers[0].steps.slice(0, 3)).toEqual(firstSteps);
  });

  it('JSONL with a session and its list of events a line', async () => {
    const lines = Array.from({ length: 10 }, (_, session) => {
      const events = ['a', 'b'].map((aid, i) => ({ aid, ts: start + session * day + i * 60_000, type: 'clicks' }));
      return JSON.stringify({ session, events });
    });
    const { dataset } = await load([temporaryFile('log.jsonl', lines.join('\n'))], {
      columns: { item: 'aid', time: 'ts' },
    });
    expect(dataset.shoppers).toHaveLength(10);
    expect(dataset.shoppers[0]).toEqual({ id: '0', steps: firstSteps.slice(0, 2) });
  });

  it('Parquet as the same', async () => {
    const source = temporaryFile('log.csv', csv.join('\n'));
    const path = `${temporaryFolder()}/log.parquet`;
    await withDuckDb((sql) =>
      sql.run(`COPY (SELECT * FROM read_csv(${quoteText(source)})) TO ${quoteText(path)} (FORMAT parquet)`),
    );
    const { dataset } = await load([path]);
    expect(dataset).toMatchObject(expected);
    expect(dataset.shoppers[0].steps.slice(0, 3)).toEqual(firstSteps);
  });

  it('several files of different kinds as one log', async () => {
    const [header, ...rows] = csv;
    const first = temporaryFile('a.csv', [header, ...rows.slice(0, 10)].join('\n'));
    const second = temporaryFile('b.csv.gz', gzipSync([header, ...rows.slice(10)].join('\n')));
    const { dataset, nRows } = await load([first, second]);
    expect(nRows).toBe(20);
    expect(dataset).toMatchObject(expected);
  });
});
