import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { VitrineError } from '../../errors.js';
import { type Fingerprint, requireSame } from './fingerprint.js';
import { isSealed, readSealedLines, sealLines } from './sealed-lines.js';

/** What is finished of long work, on disk: what the work is in the first line, then a line for each piece, see `sealLines`. */
export interface JournalFile<Piece> {
  readonly finished: readonly Piece[];
  write(piece: Piece): void;
}

/** How a journal is opened, and spoken of. */
export interface JournalFileOptions {
  readonly path: string;
  readonly fingerprint: Fingerprint;
  /** Whether what is finished is kept; a line that was cut off by a kill is dropped. */
  readonly isResumed: boolean;
  /** What the work is called in messages, such as 'search'. */
  readonly work: string;
  /** What else may be done where the file is missing or of other work, such as 'tune without --resume'. */
  readonly otherwise: string;
}

/**
 * Opens the journal of long work.
 *
 * @throws VitrineError `FILE_NOT_FOUND` when there is none to go on with, `CONFIG_INVALID` when it is of other work, naming what
 * differs, `FILE_UNREADABLE` when a line is not as it was written
 */
export function openJournalFile<Piece>(options: JournalFileOptions): JournalFile<Piece> {
  const { path, fingerprint, isResumed } = options;
  const finished = isResumed ? readPieces<Piece>(options) : [];
  let { text, seal } = sealLines([fingerprint, ...finished]);
  mkdirSync(dirname(path), { recursive: true });
  // Whoever is stopped meanwhile leaves the journal that was there.
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
  return {
    finished,
    write(piece) {
      finished.push(piece);
      ({ text, seal } = sealLines([piece], seal));
      appendFileSync(path, text);
    },
  };
}

function readPieces<Piece>({ path, fingerprint, work, otherwise }: JournalFileOptions): Piece[] {
  if (!existsSync(path)) {
    throw new VitrineError('FILE_NOT_FOUND', `there is no ${work} to go on with in ${path}: ${otherwise}`);
  }
  const text = readFileSync(path, 'utf8');
  // A log that is named by mistake is no damaged journal.
  const [first, ...rest] = isSealed(text) ? readSealedLines(text, path, otherwise) : [];
  if (first === undefined) {
    throw new VitrineError('CONFIG_INVALID', `${path} holds no ${work}: ${otherwise}`);
  }
  requireSame(
    first,
    fingerprint,
    ({ field, saved, given }) =>
      `the ${work} in ${path} was started with ${field} ${saved}, now it is ${given}: ` +
      `go on with what it was started with, or ${otherwise}`,
  );
  return rest as Piece[];
}
