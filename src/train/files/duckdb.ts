import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { VitrineError } from '../../errors.js';
import { describeSqlFailure } from './sql-failure.js';

/** One value of a query's result, as the queries here ask for them: text, doubles, integers and booleans. */
export type SqlValue = string | number | boolean | null;

/** The few things Vitrine asks of its embedded SQL engine; each throws as `describeSqlFailure` says. */
export interface Sql {
  /** Runs a statement and returns how many rows it changed. */
  run(sql: string): Promise<number>;
  /** All rows of a small result. */
  rows(sql: string): Promise<SqlValue[][]>;
  /** A large result as columns, a chunk of some 2,048 rows at a time. */
  stream(sql: string): AsyncIterable<SqlValue[][]>;
  /** Returns the path of a file that is not there yet, in a folder that is removed in the end. */
  temporaryFile(): string;
}

/**
 * Opens an embedded DuckDB for as long as `use` runs; what memory cannot hold goes to a folder that is removed after.
 *
 * BIGINT and DECIMAL results are no `SqlValue`: cast them to DOUBLE.
 *
 * @throws VitrineError `DEPENDENCY_MISSING` when @duckdb/node-api is not installed
 */
export async function withDuckDb<T>(use: (sql: Sql) => Promise<T>): Promise<T> {
  const { DuckDBInstance } = await importDuckDb();
  const [{ mkdtemp, rm }, { tmpdir }] = await Promise.all([import('node:fs/promises'), import('node:os')]);
  const spill = await mkdtemp(join(tmpdir(), 'vitrine-'));
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: spill });
  const connection = await instance.connect();
  try {
    // Times without a zone are read as UTC, wherever the command runs.
    await connection.run(`SET TimeZone = 'UTC'`);
    // Whatever a file is called, nothing is fetched from the network for it.
    await connection.run('SET autoinstall_known_extensions = false');
    await connection.run('SET autoload_known_extensions = false');
    return await use(sqlOver(connection, spill));
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(spill, { recursive: true, force: true });
  }
}

/** Quotes a column or table name. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text value. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function sqlOver(connection: DuckDBConnection, folder: string): Sql {
  let nFiles = 0;
  return {
    temporaryFile: () => join(folder, `text-${nFiles++}`),
    run: async (sql) => (await ask(() => connection.run(sql))).rowsChanged,
    rows: async (sql) => (await ask(async () => (await connection.run(sql)).getRows())) as SqlValue[][],
    async *stream(sql) {
      const result = await ask(() => connection.stream(sql));
      for (;;) {
        const chunk = await ask(() => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk.getColumns() as SqlValue[][];
      }
    },
  };
}

/** DuckDB's errors quote what it read: none of them leaves this file as it is. */
async function ask<Result>(question: () => Promise<Result>): Promise<Result> {
  try {
    return await question();
  } catch (error) {
    throw describeSqlFailure(error);
  }
}

async function importDuckDb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    throw new VitrineError(
      'DEPENDENCY_MISSING',
      'reading event logs needs @duckdb/node-api, which is not installed: run `npm install @duckdb/node-api`',
      { cause },
    );
  }
}
