import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load, tenSessions } from '../logs/small-log.js';
import { temporaryFolder } from '../logs/temporary-log.js';

/** A log of ten sessions; `item` tells it from others. */
const csv = (item: string) =>
  [
    'session_id,user_id,timestamp,item_id',
    ...tenSessions((session, one, time) => `s${session},u1,${time.toISOString()},${item}-${one}`),
  ].join('\n');

function write(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('a log', () => {
  it.each([
    ['log[1].csv', 'log1.csv'],
    ['a*b.csv', 'aXb.csv'],
    ['a?b.csv', 'axb.csv'],
    ['[!a].csv', 'b.csv'],
    ['{a,b}.csv', 'a.csv'],
    ['d[1]/e*/f?.csv', 'd1/eX/fX.csv'],
    ['it\'s 100%; "quoted".csv', 'its.csv'],
    ['two\nlines\t.csv', 'two.csv'],
    ['-dashed.csv', 'dashed.csv'],
    ['back\\slash.csv', 'back/slash.csv'],
    ['~/home.csv', 'home.csv'],
    ['http:/example.com/log.csv', 'log.csv'],
    ['s3:/bucket/log.csv', 'log2.csv'],
    ['caf\u00e9 \u202e.csv', 'cafe.csv'],
  ])('is read from the file %j itself', async (name, decoy) => {
    const folder = temporaryFolder();
    write(folder, decoy, csv('decoy'));
    const { dataset } = await load([write(folder, name, csv('mine'))]);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['mine-a', 'mine-b']);
  });

  it('has no column by the name of a folder', async () => {
    const folder = temporaryFolder();
    const rows = tenSessions((session, item, time) => `s${session},u${session},${time.toISOString()},${item}`);
    const path = write(
      folder,
      'user_id=7/item_id=x/log.csv',
      ['session_id,user_id,timestamp,item_id', ...rows].join('\n'),
    );
    const { dataset } = await load([path]);
    expect(dataset.shoppers).toHaveLength(10);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['a', 'b']);
    const lines = tenSessions((session, item_id, timestamp) =>
      JSON.stringify({ session_id: `s${session}`, timestamp, item_id }),
    );
    const nested = await load([write(folder, 'user_id=7/log.jsonl', lines.join('\n'))]);
    expect(nested.dataset.shoppers).toHaveLength(10);
  });

  it('is not fetched from an address', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(csv('fetched'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(load([`http://127.0.0.1:${port}/log.csv`])).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    server.close();
    expect(asked).toEqual([]);
  });

  it('is refused where DuckDB cannot be told its name', async () => {
    const path = write(temporaryFolder(), 'a\\[1].csv', csv('mine'));
    await expect(load([path])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(/has a backslash beside \*, \? or \[ in its path/),
    });
  });
});
