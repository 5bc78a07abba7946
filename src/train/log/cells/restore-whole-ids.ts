import type { Sql } from '../../files/duckdb.js';

/** Fields whose texts are ids. */
const idFields = ['item', 'session', 'shopper'] as const;

/** A number that is written with a fraction of zeros, or with an exponent: `100.0`, `1.0E+12`. */
const wholeNumber = '[0-9]+([.]0+)?|[0-9]([.][0-9]+)?[eE][+]?[0-9]{1,2}';

/**
 * Writes ids that a program took for floats as the whole numbers that they are: `100.0` as `100`. It does so where every
 * id of a file's column is such a number; all other ids stay as they are written, leading zeros too.
 *
 * @returns what was changed, for the table of cleaning
 */
export async function restoreWholeIds(sql: Sql): Promise<string[]> {
  const notes: string[] = [];
  for (const field of idFields) {
    const files =
      await sql.rows(`SELECT file, count(*)::DOUBLE, (count(*) FILTER (contains(lower(${field}), 'e')))::DOUBLE
      FROM events WHERE ${field} IS NOT NULL GROUP BY file
      HAVING bool_or(contains(${field}, '.') OR contains(lower(${field}), 'e'))
      AND bool_and(regexp_full_match(${field}, '${wholeNumber}')
        AND TRY_CAST(${field} AS DOUBLE) = round(TRY_CAST(${field} AS DOUBLE)) AND TRY_CAST(${field} AS DOUBLE) < 1e37)`);
    for (const [file, count, nRounded] of files.map((row) => row.map(Number))) {
      await sql.run(`UPDATE events SET ${field} = CAST(CAST(CAST(${field} AS DOUBLE) AS HUGEINT) AS VARCHAR)
        WHERE file = ${file} AND ${field} IS NOT NULL`);
      const warning =
        nRounded > 0 ? `; ${nRounded} like 1.0E+12, which a spreadsheet has rounded: export ids as text` : '';
      if (field !== 'shopper' || warning) notes.push(`${count} ${field} ids like 100.0 read as 100${warning}`);
    }
  }
  return notes;
}
