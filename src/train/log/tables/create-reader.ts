import { quoteText, type Sql } from '../../files/duckdb.js';
import { duckDbPath } from '../../files/duckdb-path.js';
import type { PreparedFile, ReadOptions } from '../../files/prepare-text.js';
import { type ColumnType, parseColumnType, textType } from './column-type.js';
import { type CsvDialect, readDialect } from './csv-dialect.js';
import { type JsonLayout, jsonLayout } from './json-layout.js';

/** How a table is opened. */
export interface TableOptions extends ReadOptions {
  /** Names that columns are mapped by: by numbers alone, the first line may be a row. */
  readonly mapped?: readonly string[];
}

/** A file with the SQL that reads its rows; rows that do not parse are counted in `reject_errors` (CSV) or all-null (JSON). */
export interface Reader {
  readonly sql: string;
  /** The same rows, without counting. */
  readonly sample: string;
  readonly columns: readonly (readonly [name: string, type: ColumnType])[];
  readonly repeated?: ReadonlySet<string>;
  /** Whether it is JSON with an object a line. */
  readonly isByLine?: boolean;
}

/**
 * Returns how DuckDB reads a file: as Parquet, as JSON or as CSV, by its content.
 *
 * @throws VitrineError as `jsonLayout`, and what DuckDB's errors mean
 */
export async function createReader(sql: Sql, file: PreparedFile, options: TableOptions): Promise<Reader> {
  if (file.isParquet) return readParquet(sql, file);
  const layout = jsonLayout(file.head, file.path);
  return layout ? readJson(sql, file, layout) : readCsv(file, options);
}

async function readParquet(sql: Sql, { source }: PreparedFile): Promise<Reader> {
  // Text that is not marked as such is text all the same; a folder `user_id=7/` is a name, and no column.
  const reader = `read_parquet(${duckDbPath(source)}, hive_partitioning = false, binary_as_string = true)`;
  return { sql: reader, sample: reader, columns: await typesOf(sql, reader) };
}

/** Every value is read as text, as it is written: an id or a time is not to be taken for something else. */
async function readJson(sql: Sql, { source, isGzip, nBytes }: PreparedFile, layout: JsonLayout): Promise<Reader> {
  const isByLine = layout === 'newline_delimited';
  const largest = Math.min(Math.max(nBytes + 1024, usualObjectBytes), mostObjectBytes);
  const how = `${duckDbPath(source)}, hive_partitioning = false, format = '${layout}', compression = '${isGzip ? 'gzip' : 'uncompressed'}'
    ${isByLine ? ', ignore_errors = true' : ''}${layout === 'unstructured' ? `, maximum_object_size = ${largest}` : ''}`;
  const found = await typesOf(
    sql,
    `read_json(${how}, sample_size = -1, field_appearance_threshold = 0, map_inference_threshold = -1)`,
  );
  const types = found.map(([name, type]) => `${quoteText(name)}: ${quoteText(textType(type))}`);
  const reader = `read_json(${how}, columns = {${types.join(', ')}})`;
  return { sql: reader, sample: reader, columns: found, isByLine };
}

/** DuckDB's own limit, and ours for a file that is one object. */
const usualObjectBytes = 16 * 1024 * 1024;
const mostObjectBytes = 1024 * 1024 * 1024;

function readCsv({ path, source, isGzip, head, isWhole }: PreparedFile, { mapped = [], onNote }: TableOptions): Reader {
  const isNumbered = mapped.length > 0 && mapped.every((name) => /^\d+$/.test(name));
  const dialect = readDialect(head, isWhole, isNumbered);
  const { nRemarks, hasHeader } = dialect;
  if (nRemarks > 0) onNote?.(`${path}: ${nRemarks} ${nRemarks === 1 ? 'line' : 'lines'} before the header left out`);
  if (isNumbered)
    onNote?.(`${path}: the first line is taken for ${hasHeader ? 'the header' : 'a row, as there is no header'}`);
  const how = `${duckDbPath(source)}, hive_partitioning = false, compression = '${isGzip ? 'gzip' : 'none'}', ${describeDialect(dialect)}`;
  return {
    sql: `read_csv(${how}, store_rejects = true)`,
    sample: `read_csv(${how}, ignore_errors = true)`,
    columns: dialect.columns.map((name) => [name, { kind: 'value' }]),
    repeated: dialect.repeated,
  };
}

/** No comments: the number of an order may begin with a #. */
function describeDialect({ delimiter, nSkipped, hasHeader, columns, isPadded, hasBackslashes }: CsvDialect): string {
  const names = columns.map((name) => `${quoteText(name)}: 'VARCHAR'`);
  return `auto_detect = false, delim = ${quoteText(delimiter)}, quote = '"', escape = '${hasBackslashes ? '\\' : '"'}', comment = '',
    skip = ${nSkipped}, header = ${hasHeader}, columns = {${names.join(', ')}}${isPadded ? ', null_padding = true, parallel = false' : ''}`;
}

async function typesOf(sql: Sql, reader: string): Promise<[string, ColumnType][]> {
  const rows = await sql.rows(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${reader})`);
  return rows.map(([name, type]) => [String(name), parseColumnType(String(type))]);
}
