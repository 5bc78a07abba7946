import { looksLikeValues } from './describe-columns.js';

/** How a CSV is written. */
export interface CsvDialect {
  readonly delimiter: string;
  /** Lines before the header: comments, a title, `sep=;`, empty ones. */
  readonly nSkipped: number;
  /** Those of them that say something to people: comments and titles. */
  readonly nRemarks: number;
  readonly hasHeader: boolean;
  /** Names of the columns, each another one. */
  readonly columns: readonly string[];
  /** Names that the header has more than once. */
  readonly repeated: ReadonlySet<string>;
  /** Whether the lines leave empty cells at their end out. */
  readonly isPadded: boolean;
  /** Whether a quote in a quoted cell has a backslash before it. */
  readonly hasBackslashes: boolean;
}

/** What may stand between cells; those of two characters are tried first. */
const delimiters = ['::', '||', ',', ';', '\t', '|', '\u0001', '^', '~'];

/**
 * Finds out how a CSV is written, by its first lines.
 *
 * @param head the beginning of the text
 * @param isWhole whether that is all of it
 * @param isNumbered whether columns are told by their numbers, so that a first line of values is one of the rows
 * @example readDialect('sep=;\na;b\n1;2\n', true, false).delimiter // ';'
 */
export function readDialect(head: string, isWhole: boolean, isNumbered: boolean): CsvDialect {
  const told = /^"?sep=(.|\\t)"?\r?\n/i.exec(head);
  const text = told ? head.slice(told[0].length) : head;
  const delimiter = told ? told[1].replace('\\t', '\t') : chooseDelimiter(text, isWhole);
  const rows = readRows(text, delimiter, isWhole);
  const nCells = usualLength(rows);
  const start = rows.findIndex(({ cells }) => !isPreamble(cells, nCells));
  const first = rows[Math.max(start, 0)] ?? { cells: [], line: 0 };
  const hasHeader = !isNumbered || !looksLikeValues(first.cells);
  const hasEmptyEnd = first.cells.length === nCells + 1 && first.cells[nCells].trim() === '';
  const length = hasEmptyEnd ? nCells : Math.max(first.cells.length, nCells);
  return {
    delimiter,
    nSkipped: first.line + (told ? 1 : 0),
    nRemarks: rows.slice(0, Math.max(start, 0)).filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).length,
    hasHeader,
    ...nameColumns(hasHeader ? first.cells : [], length),
    isPadded: nCells < length,
    hasBackslashes: /\\"/.test(head) && !/[^,;\t|\n]""[^,;\t|\n]/.test(head),
  };
}

interface Row {
  readonly cells: readonly string[];
  /** Where it begins, from 0. */
  readonly line: number;
}

/** How many rows tell how a file is written. */
const nRead = 50;

/** Cells of the first rows. A row that the end of the head may have cut is left out. */
function readRows(text: string, delimiter: string, isWhole: boolean): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let [cell, isQuoted, line, begun] = ['', false, 0, 0];
  for (let i = 0; i < text.length && rows.length < nRead; i++) {
    const character = text[i];
    if (character === '\n') line++;
    if (isQuoted) {
      if (character === '\\' && text[i + 1] === '"') cell += text[++i];
      else if (character === '"' && text[i + 1] === '"') cell += text[++i];
      else if (character === '"') isQuoted = false;
      else cell += character;
    } else if (character === '"' && cell.trim() === '') [cell, isQuoted] = ['', true];
    else if (text.startsWith(delimiter, i)) {
      cells.push(cell);
      cell = '';
      i += delimiter.length - 1;
    } else if (character === '\n') {
      rows.push({ cells: [...cells, cell.replace(/\r$/, '')], line: begun });
      [cells, cell, begun] = [[], '', line];
    } else cell += character;
  }
  const isLeft = rows.length < nRead && (cells.length > 0 || cell !== '');
  if (isLeft && (isWhole || rows.length === 0)) rows.push({ cells: [...cells, cell.replace(/\r$/, '')], line: begun });
  return rows;
}

/** The delimiter that most rows have equally often; of those, the one that makes most cells. */
function chooseDelimiter(text: string, isWhole: boolean): string {
  let best = { delimiter: ',', share: 0, length: 1 };
  for (const delimiter of delimiters) {
    const rows = readRows(text, delimiter, isWhole).filter(({ cells }) => cells.length > 1 || cells[0].trim() !== '');
    const length = usualLength(rows);
    if (length < 2) continue;
    const share = rows.filter(({ cells }) => cells.length === length).length / rows.length;
    if (delimiter.length > 1 && share > 0.9) return delimiter;
    if (share > best.share || (share === best.share && length > best.length)) best = { delimiter, share, length };
  }
  // Spaces stand in texts, too: they count where nothing else does, and all rows agree.
  if (best.share === 0) {
    const lengths = new Set(readRows(text, ' ', isWhole).map(({ cells }) => cells.length));
    if (lengths.size === 1 && !lengths.has(1)) return ' ';
  }
  return best.delimiter;
}

/** How many cells most rows have; of two numbers alike, the larger. */
function usualLength(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    if (cells.length > 1 || cells[0].trim() !== '') counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  const [[length] = [1]] = [...counts].sort(([a, n], [b, m]) => m - n || b - a);
  return length;
}

/** A comment, a title or an empty line: `#1001` is an order's number, and no comment. */
function isPreamble(cells: readonly string[], nCells: number): boolean {
  if (cells.length === 1) return nCells > 1 || cells[0].trim() === '' || /^#(?:$|[\s#=-])/.test(cells[0]);
  return /^#(?:$|[\s#=-])/.test(cells[0]);
}

/** Gives columns without a name, and those of a name that is taken, another. */
function nameColumns(header: readonly string[], length: number): Pick<CsvDialect, 'columns' | 'repeated'> {
  const columns: string[] = [];
  const repeated = new Set<string>();
  const isTaken = (name: string) => columns.some((other) => other.toLowerCase() === name.toLowerCase());
  for (let i = 0; i < length; i++) {
    const name = (header[i] ?? '').trim() || `column${i + 1}`;
    if (isTaken(name)) repeated.add(columns.find((other) => other.toLowerCase() === name.toLowerCase()) ?? name);
    let own = name;
    while (isTaken(own)) own = `${name} (column ${i + 1})${own === name ? '' : '+'}`;
    columns.push(own);
  }
  return { columns, repeated };
}
