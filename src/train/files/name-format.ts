/** What a file is that is no log, and the command that helps. */
export interface KnownFormat {
  readonly what: string;
  readonly advice: string;
}

/**
 * Returns what a file is by its first bytes, where it is known and cannot be read as a log; undefined for all others.
 *
 * @param head the first bytes, 512 of them or more where the file has as many
 * @param name the file's name, for the command that is advised
 * @see https://en.wikipedia.org/wiki/List_of_file_signatures
 * @example nameFormat(Buffer.from('BZh9…'), 'log.csv')?.what // 'packed by bzip2'
 */
export function nameFormat(head: Buffer, name: string): KnownFormat | undefined {
  const hex = head.subarray(0, 16).toString('hex');
  const start = head.subarray(0, 64 * 1024).toString('latin1');
  if (hex.startsWith('504b0304')) return nameZip(start, name);
  const found = signatures.find(([sign]) => hex.startsWith(sign)) ?? beginnings.find(([sign]) => sign.test(start));
  // A text may begin with the same letters, such as ORCHARD and PARENT.
  const byLetters = head.includes(0) ? lettered.find(([letters]) => start.startsWith(letters)) : undefined;
  const [, what, advice] = found ?? byLetters ?? [];
  return what && advice ? { what, advice: advice.replaceAll('FILE', quoteWord(name)) } : undefined;
}

const asCsv = 'save the sheet as "CSV UTF-8" and give that file';
const asParquet = 'write the table as Parquet';
const asExport = 'export the table as CSV or Parquet and give that file';
const again = 'download the export again, signed in, and look into the file before you give it';

/** First bytes, in hex. */
const signatures: readonly (readonly [string, string, string])[] = [
  ['425a68', 'packed by bzip2', 'unpack it by `bunzip2 -k FILE`'],
  ['fd377a585a00', 'packed by xz', 'unpack it by `xz -dk FILE`'],
  ['5d00000', 'packed by lzma', 'unpack it by `unlzma -k FILE`'],
  ['04224d18', 'packed by lz4', 'unpack it by `lz4 -dk FILE`'],
  ['02214c18', 'packed by lz4', 'unpack it by `lz4 -dk FILE`'],
  ['377abcaf271c', 'a 7z archive', 'unpack it by `7z x FILE`'],
  ['526172211a07', 'a RAR archive', 'unpack it by `unrar x FILE`'],
  ['1f9d', 'packed by compress', 'unpack it by `uncompress FILE`'],
  ['d0cf11e0a1b11ae1', 'an old Excel workbook (.xls)', asCsv],
  ['53514c69746520666f726d6174203300', 'an SQLite database', asExport],
  ['4f626a01', 'an Avro file', asParquet],
  ['4152524f5731', 'an Arrow or Feather file', asParquet],
  ['46454131', 'an Arrow or Feather file', asParquet],
];

/** First letters of binary files. */
const lettered: readonly (readonly [string, string, string])[] = [
  ['ORC', 'an ORC file', asParquet],
  ['PARE', 'an encrypted Parquet file', 'write it without encryption'],
];

/** First characters, as Latin-1. */
const beginnings: readonly (readonly [RegExp, string, string])[] = [
  [/^[\s\S]{257}ustar/, 'a tar archive', 'unpack it by `tar -xf FILE`'],
  [/^%PDF-/, 'a PDF', asExport],
  [/^\{\\rtf/, 'a text document (RTF)', 'save it as plain text'],
  [/^version https:\/\/git-lfs\./, 'the pointer of a file in Git LFS', 'fetch the file itself by `git lfs pull`'],
  [/^(?:ï»¿)?\s*<(?:!doctype html|html|head|body)\b/i, 'a web page, perhaps of an error or a login', again],
  [/^(?:ï»¿)?\s*<(?:\?xml|[a-z][\w:-]*[\s>])/i, 'XML', asExport],
  [/^(?:-- [^\n]*(?:dump|SQL)|INSERT INTO |CREATE TABLE |PRAGMA )/i, 'a database’s dump (SQL)', asExport],
];

/** Office documents are zip archives, too. */
function nameZip(start: string, name: string): KnownFormat {
  if (/xl\/|\[Content_Types\]\.xml|workbook/.test(start)) return { what: 'an Excel workbook', advice: asCsv };
  if (start.includes('opendocument')) return { what: 'a spreadsheet (OpenDocument)', advice: asCsv };
  return { what: 'a zip archive', advice: `unpack it by \`unzip ${quoteWord(name)}\` and give the files in it` };
}

function quoteWord(word: string): string {
  return /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
