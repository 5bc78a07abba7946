import { VitrineError } from '../errors.js';
import { describeColumns } from './log/describe-columns.js';

/** What the columns of an event log can mean. */
export const eventFields = {
  session: ['session_id', 'session'],
  user: ['user_id', 'user'],
  time: ['timestamp', 'time', 'ts'],
  position: ['position'],
  event_type: ['event_type', 'type'],
  item: ['item_id', 'item', 'aid'],
  query: ['query'],
  quantity: ['quantity'],
  price: ['price'],
  title: ['title'],
} as const;

/** What the columns of an items file can mean. */
export const itemFields = {
  item: ['item_id', 'item'],
  title: ['title'],
  category: ['category'],
  brand: ['brand'],
  price: ['price'],
  attributes: ['attributes'],
  image: ['image'],
} as const;

export type EventField = keyof typeof eventFields;
export type ItemField = keyof typeof itemFields;

/** Which column holds each field, where the shop's names differ from the defaults. */
export type ColumnMapping = Partial<Record<EventField, string>>;

/**
 * Parses the `--columns` option.
 *
 * @throws VitrineError `OPTION_INVALID` for a pair without `=`, an unknown field or a field given twice
 * @example parseColumns('item=StockCode,user=CustomerID') // { item: 'StockCode', user: 'CustomerID' }
 */
export function parseColumns(text: string): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const pair of text.split(',')) {
    const [field, column] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()];
    if (!pair.includes('=') || column === '') {
      throw new VitrineError('OPTION_INVALID', `--columns has "${pair}", expected field=column such as item=StockCode`);
    }
    const name = fieldNamed(field);
    if (mapping[name] !== undefined) {
      throw new VitrineError('OPTION_INVALID', `--columns maps "${field}" twice: give each field one column`);
    }
    mapping[name] = column;
  }
  return mapping;
}

/** Accepts a field by its own name or by its default column's (`item` or `item_id`). */
function fieldNamed(text: string): EventField {
  for (const [field, defaults] of Object.entries(eventFields)) {
    if (field === text || (defaults as readonly string[]).includes(text)) return field as EventField;
  }
  const known = Object.keys(eventFields).join(', ');
  throw new VitrineError('OPTION_INVALID', `--columns maps the unknown field "${text}", expected one of: ${known}`);
}

/**
 * Finds the column of each field in one file: the mapped one, which must exist, else the first default that does.
 *
 * @param found the file's column names
 * @throws VitrineError `COLUMN_MISSING` for a mapped column that the file lacks
 */
export function resolveColumns<Field extends string>(
  fields: Readonly<Record<Field, readonly string[]>>,
  mapping: Partial<Readonly<Record<Field, string>>>,
  found: readonly string[],
  file: string,
): Partial<Record<Field, string>> {
  const resolved: Partial<Record<Field, string>> = {};
  for (const field of Object.keys(fields) as Field[]) {
    const mapped = mapping[field];
    if (mapped !== undefined && !found.includes(mapped)) {
      throw new VitrineError(
        'COLUMN_MISSING',
        `${file} has no column "${mapped}" (mapped to ${field}), ${describeColumns(found)}; correct --columns`,
      );
    }
    const column = mapped ?? fields[field].find((name) => found.includes(name));
    if (column !== undefined) resolved[field] = column;
  }
  return resolved;
}
