import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the products of `data/items.csv`.
 *
 * @returns {{ id: string, title: string, category: string, price: number }[]}
 */
export function readItems() {
  const [, ...lines] = readFileSync(join(import.meta.dirname, '../data/items.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  return lines.map((line) => {
    const [id, title, category, price] = splitCsvLine(line);
    return { id, title, category, price: Number(price) };
  });
}

/** Splits a line whose quoted fields double their quotes; no field of this file spans lines. */
function splitCsvLine(line) {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')));
}
