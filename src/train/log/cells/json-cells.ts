import { quoteName, type Sql } from '../../files/duckdb.js';
import { type ColumnType, textType, typeOfStructure } from '../tables/column-type.js';

/** A column whose cells are JSON. */
export interface JsonColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The SQL expression that makes a structure of a cell; null for a cell that is no JSON. */
  readonly sql: string;
}

/** How many rows say whether the cells of a column are JSON. */
const nSampled = 2000;

/**
 * Finds the columns of text whose cells are JSON objects or lists of them, such as a table's export has them.
 *
 * @param from what is selected from
 * @param names the columns of text
 */
export async function findJsonColumns(sql: Sql, from: string, names: readonly string[]): Promise<JsonColumn[]> {
  if (names.length === 0) return [];
  const looks = names.map(
    (name) => `count(*) FILTER (regexp_matches(${quoteName(name)}, '^\\s*(\\{|\\[\\s*[{\\]])'))::DOUBLE,
    count(*) FILTER (regexp_matches(${quoteName(name)}, '^\\s*(\\{\\s*"|\\[\\s*\\{)') AND json_valid(${quoteName(name)}))::DOUBLE,
    count(nullif(trim(${quoteName(name)}), ''))::DOUBLE`,
  );
  const [counts] = await sql.rows(`SELECT ${looks.join(', ')} FROM (SELECT * FROM ${from} LIMIT ${nSampled})`);
  const isJson = names.map((_, i) => {
    const [nLike, nJson, nFilled] = counts.slice(3 * i, 3 * i + 3).map(Number);
    return nJson > 0 && nLike > 0.9 * nFilled;
  });
  const found: JsonColumn[] = [];
  for (const name of names.filter((_, i) => isJson[i])) {
    const column = await describeColumn(sql, from, name);
    if (column) found.push(column);
  }
  return found;
}

/** One object counts as a list of one where other cells are lists. */
async function describeColumn(sql: Sql, from: string, name: string): Promise<JsonColumn | undefined> {
  const json = `TRY_CAST(${quoteName(name)} AS JSON)`;
  const [[nLists]] = await sql.rows(
    `SELECT count(*) FILTER (json_type(${json}) = 'ARRAY')::DOUBLE FROM ${from} WHERE ${quoteName(name)} IS NOT NULL`,
  );
  const whole =
    Number(nLists) > 0 ? `CASE json_type(${json}) WHEN 'OBJECT' THEN json_array(${json}) ELSE ${json} END` : json;
  const [[structure]] = await sql.rows(`SELECT CAST(json_group_structure(${whole}) AS VARCHAR) FROM ${from}`);
  const type = typeOfStructure(JSON.parse(String(structure)));
  if (type.kind === 'value') return undefined;
  return { name, type, sql: `TRY_CAST(${whole} AS ${textType(type)})` };
}

/** Finds columns whose cells are lists as Python prints them, `[{'a': 1}]`, which is no JSON. */
export async function findPythonColumns(sql: Sql, from: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const looks = names.map(
    (name) => `count(*) FILTER (regexp_matches(${quoteName(name)}, '^\\s*\\[?\\s*\\{\\s*'''))::DOUBLE`,
  );
  const [counts] = await sql.rows(`SELECT ${looks.join(', ')} FROM (SELECT * FROM ${from} LIMIT ${nSampled})`);
  return names.filter((_, i) => Number(counts[i]) > 0);
}
