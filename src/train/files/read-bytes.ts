import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { VitrineError } from '../../errors.js';
import { fileNameOf } from './file-name.js';

/** How many bytes of a file say what it is. */
export const headBytes = 64 * 1024;

/**
 * Reads a file in pieces, unpacked where it is packed by gzip.
 *
 * @throws VitrineError `FILE_UNREADABLE` for one that does not unpack, or ends too early
 */
export async function* readBytes(path: string, isGzip: boolean): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  // Errors of either come out of the loop: the callback has nothing to add.
  const pieces = isGzip ? pipeline(file, createGunzip({ chunkSize: 256 * 1024 }), () => {}) : file;
  try {
    for await (const piece of pieces) yield piece as Buffer;
  } catch (cause) {
    throw describeFailure(cause as NodeJS.ErrnoException, path);
  } finally {
    file.destroy();
  }
}

/** Reads the first bytes of a file; throws as `readBytes`. */
export async function readHead(path: string, isGzip: boolean): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of readBytes(path, isGzip)) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= headBytes) break;
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}

function describeFailure(cause: NodeJS.ErrnoException, path: string): VitrineError {
  const hint = `get the file again, \`gzip -t ${fileNameOf(path)}\` says when it is whole`;
  if (cause.code === 'EACCES' || cause.code === 'EPERM') {
    return new VitrineError('FILE_UNREADABLE', `${path} may not be read by this user: change its rights`, { cause });
  }
  if (cause.code === 'Z_BUF_ERROR') {
    return new VitrineError('FILE_UNREADABLE', `${path} is damaged: its gzip data is cut off; ${hint}`, { cause });
  }
  return new VitrineError('FILE_UNREADABLE', `${path} is damaged: it does not unpack; ${hint}`, { cause });
}
