import { open } from 'node:fs/promises';
import { VitrineError } from '../../errors.js';
import { quoteText, type Sql } from './duckdb.js';
import { duckDbPath } from './duckdb-path.js';

/** Returns whether a file begins as those of zstd do. */
export function isZstd(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32LE(0) === frameMagic;
}

const frameMagic = 0xfd2fb528;

/**
 * Unpacks a text of zstd into a temporary file and returns the path of that.
 *
 * Node 20 cannot unpack zstd, DuckDB can, as a table of lines in UTF-8. It passes over a missing end in silence, so that the
 * frames are walked first.
 *
 * @param name the file's name, for the command that is advised
 * @throws VitrineError `FILE_UNREADABLE` for one that is cut off or damaged, or that is no text in UTF-8
 */
export async function unpackZstd(sql: Sql, path: string, name: string): Promise<string> {
  if (!(await isWhole(path))) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} is damaged: its zstd data is cut off; get the file again, \`zstd -t ${name}\` says when it is whole`,
    );
  }
  const lines = sql.temporaryFile();
  // Nothing cuts a line or a cell: no text has these control characters.
  const whole = `auto_detect = false, header = false, columns = {'line': 'VARCHAR'}, delim = '\u0002', quote = '', escape = '',
    comment = '', nullstr = '\u0003', compression = 'zstd', max_line_size = 16000000`;
  try {
    await sql.run(`COPY (SELECT line FROM read_csv(${duckDbPath(path)}, hive_partitioning = false, ${whole}))
      TO ${quoteText(lines)} (FORMAT csv, HEADER false, DELIMITER '\u0002', QUOTE '', ESCAPE '', NULLSTR '')`);
  } catch (cause) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} is packed by zstd, and is damaged or no text in UTF-8: unpack it by \`zstd -d ${name}\` and give what comes out`,
      { cause },
    );
  }
  return lines;
}

/**
 * Returns whether every frame has its last block, and a checksum where it says so.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc8878#section-3.1
 */
async function isWhole(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const bytesAt = async (at: number, length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
      return bytesRead === length ? buffer : undefined;
    };
    let at = 0;
    while (at < size) {
      const end = await endOfFrame(at, bytesAt);
      if (end === undefined || end > size) return false;
      at = end;
    }
    return true;
  } finally {
    await file.close();
  }
}

/** Where the frame at a place ends; undefined where it does not. */
async function endOfFrame(
  start: number,
  bytesAt: (at: number, length: number) => Promise<Buffer | undefined>,
): Promise<number | undefined> {
  const magic = (await bytesAt(start, 4))?.readUInt32LE(0);
  if (magic === undefined) return undefined;
  if (magic >>> 4 === 0x184d2a5) {
    const skipped = await bytesAt(start + 4, 4);
    return skipped && start + 8 + skipped.readUInt32LE(0);
  }
  const descriptor = await bytesAt(start + 4, 1);
  if (magic !== frameMagic || !descriptor) return undefined;
  const flags = descriptor[0];
  const isSingle = (flags >> 5) & 1;
  const sizeBytes = [isSingle, 2, 4, 8][flags >> 6];
  let at = start + 5 + (1 - isSingle) + [0, 1, 2, 4][flags & 3] + sizeBytes;
  for (;;) {
    const head = await bytesAt(at, 3);
    if (!head) return undefined;
    const block = head.readUIntLE(0, 3);
    // A block of one byte that repeats has that byte alone.
    at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3);
    if (block & 1) return at + ((flags >> 2) & 1) * 4;
  }
}
