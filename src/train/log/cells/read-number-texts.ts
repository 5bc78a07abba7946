import { quoteText, type Sql } from '../../files/duckdb.js';

/** Fields that are numbers written for people: with a currency, or with separators of thousands. */
const numberFields = ['price', 'quantity'] as const;

/** A number with its marks, a currency before or behind it, and a sign on either side. */
const written = (() => {
  const currency = '(?:\\p{Sc}|\\p{L}{1,3}[.]?\\p{Sc}?)';
  const gap = '[ \u00a0\u202f]?';
  const digits = "[0-9]+(?:[.,'’ \u00a0\u202f][0-9]+)*|[.,][0-9]+";
  return `([-−]?)[+]?${gap}(?:${currency})?${gap}([-−]?)(${digits})(?:([.,])[-–—]{1,2})?${gap}(?:${currency})?([-−]?)`;
})();

/** Currencies whose prices have three decimals. */
const withThousandths = 'KWD|BHD|OMR|JOD|TND|LYD|IQD';

/** Where the decimal mark of a column stands; `both` where its numbers disagree. */
type DecimalMark = 'comma' | 'dot' | 'both';

/**
 * Reads prices and quantities that are written for people into the columns `price` and `quantity`: `12,50 €`, `$1,299.00`,
 * `1.299,00`, `1 299 kr`. Whether the comma or the dot is the decimal mark is decided for a whole column of a file: by the
 * numbers that leave no choice. A number that could be both there, in a column that has both, is not read.
 *
 * Reads `priceText` and `quantityText`: what is no plain number, or a plain one of three decimals.
 *
 * @param files by the column `file`
 * @param table has the columns `file` and `line`, and two for each field
 * @returns what was read so, and what was not understood, for the table of cleaning
 */
export async function readNumberTexts(
  sql: Sql,
  files: readonly string[],
  table = 'events',
  fields: readonly string[] = numberFields,
): Promise<string[]> {
  const notes: string[] = [];
  for (const field of fields) {
    const isWritten = `${field}Text IS NOT NULL AND ${field} IS NULL`;
    const asked =
      await sql.rows(`SELECT file, (count(*) FILTER (${field} <> floor(${field}) AND ${field}Text IS NULL))::DOUBLE
      FROM ${table} GROUP BY file HAVING count(*) FILTER (${isWritten}) > 0 ORDER BY file`);
    for (const [file, nPlain] of asked.map((row) => row.map(Number))) {
      await sql.run(`CREATE OR REPLACE TEMP TABLE numbers AS SELECT line, ${field} AS plain, length(${field}Text) AS length,
        regexp_matches(${field}Text, '${withThousandths}') AS hasThousandths,
        ${bareNumber('parts')} AS bare FROM (SELECT *, ${partsOf(`${field}Text`)} AS parts FROM ${table}
        WHERE file = ${file} AND ${field}Text IS NOT NULL)`);
      const mark = await decimalMark(sql, nPlain);
      // A plain number of three decimals, where the comma is the decimal mark, is a whole number of thousands.
      const value = mark === 'dot' ? `coalesce(plain, ${numberSql('bare', mark)})` : numberSql('bare', mark);
      await sql.run(`CREATE OR REPLACE TEMP TABLE numbers AS SELECT *, ${value} AS value FROM numbers`);
      await sql.run(
        `UPDATE ${table} SET ${field} = value FROM numbers WHERE file = ${file} AND ${table}.line = numbers.line`,
      );
      notes.push(...(await describeNumbers(sql, field, mark, files[file])));
    }
  }
  await sql.run('DROP TABLE IF EXISTS numbers');
  return notes;
}

/** @param nPlain how many plain numbers of the column have a decimal dot */
async function decimalMark(sql: Sql, nPlain: number): Promise<DecimalMark> {
  // Written for people, three digits behind a dot are thousands: only few currencies have thousandths.
  const isThousands = `plain IS NULL AND NOT hasThousandths AND regexp_full_match(bare, '-?[0-9]{1,3}([.][0-9]{3})+')`;
  const [[nCommas, nDots, nThousands]] = await sql.rows(`SELECT (count(*) FILTER (${isDecimal('bare', ',')}))::DOUBLE,
    (count(*) FILTER (${isDecimal('bare', '.')}))::DOUBLE, (count(*) FILTER (${isThousands}))::DOUBLE FROM numbers`);
  const hasDecimalDots = Number(nDots) + nPlain > 0;
  if (Number(nCommas) > 0) return hasDecimalDots ? 'both' : 'comma';
  return Number(nThousands) > 0 && !hasDecimalDots ? 'comma' : 'dot';
}

async function describeNumbers(sql: Sql, field: string, mark: DecimalMark, file: string): Promise<string[]> {
  const [[nRead, nFailed, line, length]] = await sql.rows(`SELECT
    (count(*) FILTER (value IS NOT NULL AND (plain IS NULL OR plain <> value)))::DOUBLE, (count(*) FILTER (value IS NULL))::DOUBLE,
    (min(line) FILTER (value IS NULL))::DOUBLE, (min_by(length, line) FILTER (value IS NULL))::DOUBLE FROM numbers`);
  const how = mark === 'both' ? 'each by its own marks' : `the decimal mark is the ${mark}`;
  const first = `first: ${file}, row ${line}: ${length} ${length === 1 ? 'character' : 'characters'}`;
  return [
    ...(Number(nRead) > 0 ? [`${nRead} of ${field} written for people, read: ${how}`] : []),
    ...(Number(nFailed) > 0
      ? [`${nFailed} of ${field} not understood (${first}, expected a number such as 12.50)`]
      : []),
  ];
}

function partsOf(text: string): string {
  return `regexp_extract(${text}, ${quoteText(`^${written}$`)}, ['before', 'within', 'digits', 'mark', 'behind'])`;
}

/** The number of a cell without currency and spaces, such as `-1.299,00`; null for what is none. */
function bareNumber(parts: string): string {
  const sign = `if(${parts}.before || ${parts}.within || ${parts}.behind = '', '', '-')`;
  const digits = `regexp_replace(${parts}.digits, ${quoteText("['’ \u00a0\u202f]")}, '', 'g')`;
  // A dash stands for no hundredths: 1.299,- is 1.299,00.
  return `CASE WHEN ${parts}.digits <> '' THEN ${sign} || ${digits} || if(${parts}.mark = '', '', ${parts}.mark || '00') END`;
}

/** Whether a number leaves no choice: the mark is its decimal mark, or the other one separates its thousands. */
function isDecimal(bare: string, mark: ',' | '.'): string {
  const [own, other] = mark === ',' ? [',', '[.]'] : ['[.]', ','];
  const patterns = [
    `[0-9]*(?:${other}[0-9]+)*${own}(?:[0-9]{1,2}|[0-9]{4,})`,
    `0${own}[0-9]+`,
    `[0-9]+(?:${other}[0-9]+)+${own}[0-9]+`,
    `[0-9]{1,3}(?:${other}[0-9]{3}){2,}`,
  ];
  return `coalesce(regexp_full_match(${bare}, '-?(?:${patterns.join('|')})'), false)`;
}

function numberSql(bare: string, mark: DecimalMark): string {
  const comma = `CASE WHEN regexp_full_match(${bare}, '-?([0-9]+|[0-9]{1,3}([.][0-9]{3})+)?(,[0-9]+)?')
    THEN TRY_CAST(replace(replace(${bare}, '.', ''), ',', '.') AS DOUBLE) END`;
  const dot = `CASE WHEN regexp_full_match(${bare}, '-?([0-9]+|[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3})?([.][0-9]+)?')
    THEN TRY_CAST(replace(${bare}, ',', '') AS DOUBLE) END`;
  if (mark === 'comma') return comma;
  if (mark === 'dot') return dot;
  return `CASE WHEN ${isDecimal(bare, ',')} THEN ${comma} WHEN ${isDecimal(bare, '.')} THEN ${dot}
    WHEN NOT regexp_matches(${bare}, '[.,]') THEN TRY_CAST(${bare} AS DOUBLE) END`;
}
