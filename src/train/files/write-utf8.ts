import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { describeDiskFailure } from '../target/disk-failure.js';

/**
 * Writes a text of any encoding as UTF-8 without a byte order mark, each line ended by a line feed, piece by piece.
 *
 * @param label as `TextDecoder` takes it
 * @param target the file to write
 * @returns how many characters could not be read; each stands as U+FFFD
 * @throws VitrineError `WRITE_FAILED`, and what the pieces throw
 */
export async function writeUtf8(pieces: AsyncIterable<Buffer>, label: string, target: string): Promise<number> {
  const decoder = new TextDecoder(label);
  let nUnread = 0;
  async function* written() {
    // The LF that follows a CR may come with the next piece.
    let held = '';
    for await (const piece of pieces) {
      const text = held + decoder.decode(piece, { stream: true });
      held = text.endsWith('\r') ? '\r' : '';
      yield normalise(held ? text.slice(0, -1) : text);
    }
    yield normalise(held + decoder.decode());
  }
  function normalise(text: string): string {
    if (text.includes('\uFFFD')) nUnread += text.split('\uFFFD').length - 1;
    return text.replace(/\r\n?/g, '\n');
  }
  try {
    await pipeline(written, createWriteStream(target));
  } catch (error) {
    const isOfDisk = (error as NodeJS.ErrnoException).syscall !== undefined;
    throw isOfDisk ? describeDiskFailure(error, 'the folder for temporary files (TMPDIR)') : error;
  }
  return nUnread;
}
