import { VitrineError } from '../../errors.js';
import type { Sql } from './duckdb.js';
import { fileNameOf } from './file-name.js';
import { nameFormat } from './name-format.js';
import { headBytes, readBytes, readHead } from './read-bytes.js';
import { requireFile } from './require-file.js';
import { surveyText, type TextSurvey } from './survey-text.js';
import { chooseEncoding, findUtf16 } from './text-encoding.js';
import { isZstd, unpackZstd } from './unpack-zstd.js';
import { writeUtf8 } from './write-utf8.js';

/** A file whose content DuckDB can read: Parquet, or text in UTF-8. */
export interface PreparedFile {
  /** As the user gave it, for messages. */
  readonly path: string;
  /** Where the content is: the file itself, or a temporary copy that is written in another way. */
  readonly source: string;
  readonly isParquet: boolean;
  readonly isGzip: boolean;
  /** The beginning of the text. */
  readonly head: string;
  /** Whether the head is all of it. */
  readonly isWhole: boolean;
  /** Bytes of the text, unpacked. */
  readonly nBytes: number;
}

export interface ReadOptions {
  /** The encoding of files that are neither UTF-8 nor UTF-16: the option `--encoding`. */
  readonly encoding?: string;
  /** Hears, a line each, of what was read in another way than it is usually written. */
  readonly onNote?: (note: string) => void;
}

/**
 * Finds out what a file is by its content, its name is not trusted, and makes it readable: unpacks zstd, checks that gzip is
 * whole, and writes other encodings and mixed ends of lines anew. Every byte of a text is read once, in pieces.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `DATA_EMPTY` for a file without text, `FILE_UNREADABLE`, which names what it is and
 * the command that helps
 */
export async function prepareText(sql: Sql, path: string, options: ReadOptions = {}): Promise<PreparedFile> {
  await requireFile(path);
  const packed = await readHead(path, false);
  const isPackedByZstd = isZstd(packed);
  const raw = isPackedByZstd ? await unpackZstd(sql, path, fileNameOf(path)) : path;
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const head = isGzip || isPackedByZstd ? await readHead(raw, isGzip) : packed;
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    if (isGzip) throw unreadable(path, 'a Parquet file within gzip', `unpack it by \`gunzip -k ${fileNameOf(path)}\``);
    return { path, source: raw, isParquet: true, isGzip: false, head: '', isWhole: false, nBytes: 0 };
  }
  const other = nameFormat(head, fileNameOf(path));
  if (other) throw unreadable(path, other.what, other.advice);
  const source = { path, raw, isGzip };
  const utf16 = findUtf16(head, path);
  if (utf16) return rewrite(sql, source, utf16, options);
  if (isBinary(head)) throw unreadable(path, 'binary', 'export the log as one of these');
  const survey = await surveyText(readBytes(raw, isGzip));
  if (survey.zeroLine !== undefined) throw hasZeros(path, survey.zeroLine);
  const encoding = chooseEncoding(survey, path, options.encoding);
  if (!survey.isUtf8 || needsLineEnds(survey) || isJsonWithMark(head)) {
    return rewrite(sql, source, encoding, options);
  }
  return describePrepared(source, { source: raw, isGzip, nBytes: survey.nBytes });
}

interface Source {
  readonly path: string;
  readonly raw: string;
  readonly isGzip: boolean;
}

async function rewrite(
  sql: Sql,
  source: Source,
  { label, note }: { readonly label: string; readonly note?: string },
  { onNote }: ReadOptions,
): Promise<PreparedFile> {
  const target = sql.temporaryFile();
  const nUnread = await writeUtf8(readBytes(source.raw, source.isGzip), label, target);
  const lost = nUnread > 0 ? `${nUnread} ${nUnread === 1 ? 'character' : 'characters'} could not be read` : undefined;
  const said = [note, lost].filter((one) => one !== undefined).join('; ');
  if (said) onNote?.(`${source.path}: ${said}`);
  const nBytes = (await surveyText(readBytes(target, false))).nBytes;
  return describePrepared(source, { source: target, isGzip: false, nBytes });
}

async function describePrepared(
  { path }: Source,
  readable: Pick<PreparedFile, 'source' | 'isGzip' | 'nBytes'>,
): Promise<PreparedFile> {
  const bytes = await readHead(readable.source, readable.isGzip);
  const head = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (head.trim() === '' && readable.nBytes <= headBytes) {
    throw new VitrineError('DATA_EMPTY', `${path} is empty, expected a header and at least one event`);
  }
  return { path, ...readable, isParquet: false, head, isWhole: readable.nBytes <= headBytes };
}

/** DuckDB wants one kind of line ends in a file, and those of old Macs by themselves. */
function needsLineEnds({ nCrLf, nLf, nCr }: TextSurvey): boolean {
  return [nCrLf, nLf, nCr].filter((count) => count > 0).length > 1 || nCr > 0;
}

/** DuckDB's reader of JSON takes a byte order mark for a part of the first object, and loses that. */
function isJsonWithMark(head: Buffer): boolean {
  return /^\uFEFF\s*[{[]/.test(head.subarray(0, 100).toString('utf8'));
}

/** Text has few control characters but those of lines and columns, and none of many kinds. */
function isBinary(head: Buffer): boolean {
  const kinds = new Set<number>();
  let nControls = 0;
  // Zeros at the end are those of a write that was broken off.
  let length = head.length;
  while (length > 0 && head[length - 1] === 0) length--;
  for (const byte of head.subarray(0, length)) {
    if (byte > 31 || (byte > 8 && byte < 14) || byte === 1) continue;
    kinds.add(byte);
    nControls++;
  }
  return nControls > 0.02 * length || (kinds.size > 4 && nControls > 0.002 * length);
}

function unreadable(path: string, what: string, advice: string): VitrineError {
  return new VitrineError('FILE_UNREADABLE', `${path} is ${what}, expected CSV, CSV.gz, JSONL or Parquet: ${advice}`);
}

function hasZeros(path: string, line: number): VitrineError {
  return new VitrineError(
    'FILE_UNREADABLE',
    `${path} holds zero bytes, the first on line ${line}, as a write that was broken off leaves them: get the file again, or ` +
      `take them out by \`tr -d '\\000' < ${fileNameOf(path)} > clean.csv\``,
  );
}
