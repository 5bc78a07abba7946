import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { quoteText, withDuckDb } from '../../../src/train/files/duckdb.js';
import { loadNoting, start, tenSessions } from '../logs/small-log.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';

const csv = [
  'session_id,user_id,timestamp,item_id,title',
  ...tenSessions((s, item, time) => `s${s},u${s},${time.toISOString()},${item},${item === 'a' ? 'Étagère' : 'Miroir'}`),
].join('\n');

const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const utf16 = Buffer.from(csv, 'utf16le');
const mark = Buffer.from([0xff, 0xfe]);
const latin1 = Buffer.from(csv, 'latin1');

describe('a log is read as the same, and its encoding told, in', () => {
  it.each<[string, Uint8Array, RegExp | undefined, (string | undefined)?]>([
    ['UTF-8', Buffer.from(csv), undefined],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${csv}`), undefined],
    ['UTF-16LE with a mark', Buffer.concat([mark, utf16]), /log\.csv: read as UTF-16LE$/],
    ['UTF-16LE without one', utf16, /read as UTF-16LE, which it has no mark of/],
    ['UTF-16BE with a mark', swapped(Buffer.concat([mark, utf16])), /read as UTF-16BE$/],
    ['UTF-16BE without one', swapped(utf16), /read as UTF-16BE, which/],
    ['UTF-16, gzipped', gzipSync(Buffer.concat([mark, utf16])), /read as UTF-16LE$/],
    ['Latin-1', latin1, /read as Windows-1252 \(Latin-1\), as it is no UTF-8; --encoding names another/],
    ['Latin-1, gzipped', gzipSync(latin1), /read as Windows-1252/],
    ['MacRoman, which is asked for', Buffer.from(csv, 'latin1').map(toMacRoman), /read as macintosh$/, 'macintosh'],
    ['lines of Windows', Buffer.from(csv.replaceAll('\n', '\r\n')), undefined],
    ['lines of old Macs', Buffer.from(csv.replaceAll('\n', '\r')), undefined],
    ['lines of both kinds', Buffer.from(csv.replaceAll('s\n', 's\r\n').replace('\n', '\r\n')), undefined],
  ])('%s', async (_, content, said, encoding) => {
    const { dataset, notes, nRows } = await loadNoting(
      [temporaryFile('log.csv', content)],
      encoding ? { encoding } : {},
    );
    expect(nRows).toBe(20);
    expect(dataset.shoppers).toHaveLength(10);
    expect(dataset.shoppers[0].steps[0].time).toBe(start);
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Miroir', 'Étagère']);
    if (said) expect(notes).toEqual([expect.stringMatching(said)]);
    else expect(notes).toEqual([]);
  });

  it('UTF-8 with a few bytes that are none: they are counted, no row is lost', async () => {
    const broken = Buffer.concat([
      Buffer.from(csv),
      Buffer.from('\ns9,u9,2024-01-10T12:05:00Z,a,caf'),
      Buffer.from([0xe9]),
    ]);
    const { nRows, notes } = await loadNoting([temporaryFile('log.csv', broken)]);
    expect(nRows).toBe(21);
    expect(notes).toEqual([expect.stringMatching(/UTF-8 with bytes that are none; 1 character could not be read/)]);
  });

  it('Latin-1 of which the first sign comes after megabytes', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `s${i % 10},u${i % 10},${start + i * 1000},a,Lamp`);
    const long = Buffer.concat([
      Buffer.from(`session_id,user_id,timestamp,item_id,title\n${rows.join('\n')}\ns0,u0,${start},b,`),
      Buffer.from([0xc9, 0x74, 0x0a]),
    ]);
    const { nRows, notes } = await loadNoting([temporaryFile('log.csv', long)], {
      clean: { minItemCount: 1, maxSessionEvents: 10_000 },
    });
    expect(nRows).toBe(40_001);
    expect(notes).toEqual([expect.stringMatching(/Windows-1252/)]);
  });
});

describe('a log is refused, with what to do, in', () => {
  const cyrillic = Buffer.from(csv.replaceAll('Miroir', '\u00c7\u00e5\u00f0\u00ea\u00e0\u00eb\u00ee'), 'latin1');
  it.each<[string, Uint8Array, RegExp]>([
    ['an encoding that cannot be told', cyrillic, /is not in UTF-8: say which encoding.*--encoding windows-1251/],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /is in UTF-32, expected UTF-8: convert it by `iconv/],
    ['text with zero bytes', Buffer.from(csv.replace('s5,', 's5\0\0,')), /zero bytes, the first on line 12.*tr -d/],
    [
      'text with zeros behind it',
      Buffer.concat([Buffer.from(csv), Buffer.alloc(70_000)]),
      /zero bytes, the first on line 21/,
    ],
  ])('%s', async (_, content, message) => {
    await expect(loadNoting([temporaryFile('log.csv', content)])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(message),
    });
  });

  it('a name that is no encoding', async () => {
    await expect(async () => loadNoting(['log.csv'], { encoding: 'klingon' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/invalid encoding: expected an encoding such as/),
    });
  });
});

describe('a packed log', () => {
  it('of several gzip members is read whole', async () => {
    const half = csv.indexOf('\n', csv.length / 2) + 1;
    const packed = Buffer.concat([gzipSync(csv.slice(0, half)), gzipSync(csv.slice(half))]);
    expect((await loadNoting([temporaryFile('log', packed)])).nRows).toBe(20);
  });

  const long = `${csv}\n${Array.from({ length: 30_000 }, (_, i) => `s${i},u${i},${start + i},item ${i % 7}`).join('\n')}`;
  const packed = gzipSync(long);
  it.each([
    ['in the middle', packed.subarray(0, packed.length >> 1)],
    ['in its last bytes', packed.subarray(0, -3)],
    ['within the first kilobytes', packed.subarray(0, 600)],
  ])('that is cut off %s is refused', async (_, content) => {
    await expect(loadNoting([temporaryFile('log.csv.gz', content)])).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(
        /log\.csv\.gz is damaged: its gzip data is cut off; get the file again, `gzip -t log\.csv\.gz`/,
      ),
    });
  });

  it('with a wrong byte in it is refused', async () => {
    const wrong = Buffer.from(packed);
    wrong[packed.length >> 1] ^= 0xff;
    await expect(loadNoting([temporaryFile('log.csv.gz', wrong)])).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('of zstd is read, whatever its name; one that is cut off is refused', async () => {
    const whole = await zstd(csv);
    const { nRows, dataset } = await loadNoting([temporaryFile('log.csv', whole)]);
    expect(nRows).toBe(20);
    expect([...(dataset.catalog.titles ?? [])].sort()).toEqual(['Miroir', 'Étagère']);
    const two = Buffer.concat([await zstd(csv), await zstd(csv.slice(csv.indexOf('\n') + 1))]);
    expect((await loadNoting([temporaryFile('log.csv', two)])).nRows).toBe(40);
    for (const content of [whole.subarray(0, whole.length >> 1), whole.subarray(0, -1)]) {
      await expect(loadNoting([temporaryFile('log.csv.zst', content)])).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
        message: expect.stringMatching(
          /is damaged: its zstd data is cut off; get the file again, `zstd -t log\.csv\.zst`/,
        ),
      });
    }
  });
});

/** The few letters of the log beyond ASCII, in MacRoman. */
function toMacRoman(byte: number): number {
  return { 201: 0x83, 232: 0x8f }[byte] ?? byte;
}

/** Packs lines as DuckDB does. */
async function zstd(text: string): Promise<Buffer> {
  const { readFileSync } = await import('node:fs');
  const path = `${temporaryFolder()}/packed.zst`;
  const plain = temporaryFile('plain.csv', text);
  await withDuckDb((sql) =>
    sql.run(`COPY (SELECT column0 FROM read_csv(${quoteText(plain)}, header = false, delim = '\u0002', quote = '',
      escape = '', columns = {'column0': 'VARCHAR'}, auto_detect = false))
      TO ${quoteText(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\u0002', COMPRESSION zstd)`),
  );
  return readFileSync(path);
}
