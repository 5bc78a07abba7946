import { VitrineError } from '../../errors.js';

/** What the columns of an event log can mean. */
export const eventFields = {
  session: ['session_id', 'session'],
  // GA4's export has both, and `user_id` is mostly empty there.
  user: ['user_pseudo_id', 'user_id', 'user'],
  time: ['timestamp', 'time', 'ts', 'event_timestamp'],
  position: ['position'],
  event_type: ['event_type', 'type', 'event_name'],
  item: ['item_id', 'item', 'aid'],
  query: ['query', 'search_term'],
  quantity: ['quantity'],
  price: ['price'],
  title: ['title', 'item_name'],
} as const;

/** What the columns of an items file can mean. */
export const itemFields = {
  item: ['item_id', 'item', 'id', 'product_id'],
  title: ['title', 'item_name', 'product_name', 'name'],
  category: ['category', 'item_category', 'product_type', 'type'],
  brand: ['brand', 'item_brand', 'vendor'],
  price: ['price'],
  attributes: ['attributes'],
  image: ['image'],
} as const;

export type EventField = keyof typeof eventFields;
export type ItemField = keyof typeof itemFields;

/** Which column holds each field, where the shop's names differ from the defaults. */
export type ColumnMapping = Partial<Record<EventField, string>>;

/** The same of an items file. */
export type ItemColumnMapping = Partial<Record<ItemField, string>>;

/**
 * Parses the `--columns` option.
 *
 * @throws VitrineError `OPTION_INVALID` for a pair without `=`, an unknown field or a field given twice
 * @example parseColumns('item=StockCode,user=CustomerID') // { item: 'StockCode', user: 'CustomerID' }
 */
export function parseColumns(text: string): ColumnMapping {
  return parsePairs(text, eventFields, '--columns');
}

/**
 * Parses the `--item-columns` option.
 *
 * @throws VitrineError `OPTION_INVALID` as `parseColumns`
 * @example parseItemColumns('item=Variant SKU,title=Title') // { item: 'Variant SKU', title: 'Title' }
 */
export function parseItemColumns(text: string): ItemColumnMapping {
  return parsePairs(text, itemFields, '--item-columns');
}

function parsePairs<Field extends string>(
  text: string,
  fields: Readonly<Record<Field, readonly string[]>>,
  option: string,
): Partial<Record<Field, string>> {
  const mapping: Partial<Record<Field, string>> = {};
  for (const pair of text.split(',')) {
    const [field, column] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()];
    if (!pair.includes('=') || column === '') {
      throw new VitrineError('OPTION_INVALID', `${option} has "${pair}", expected field=column such as item=StockCode`);
    }
    const name = fieldNamed(field, fields, option);
    if (mapping[name] !== undefined) {
      throw new VitrineError('OPTION_INVALID', `${option} maps "${field}" twice: give each field one column`);
    }
    mapping[name] = column;
  }
  return mapping;
}

/** Accepts a field by its own name or by its default column's (`item` or `item_id`). */
function fieldNamed<Field extends string>(
  text: string,
  fields: Readonly<Record<Field, readonly string[]>>,
  option: string,
): Field {
  const names = Object.keys(fields) as Field[];
  const name = names.find((field) => field === text) ?? names.find((field) => fields[field].includes(text));
  if (name !== undefined) return name;
  throw new VitrineError(
    'OPTION_INVALID',
    `${option} maps the unknown field "${text}", expected one of: ${names.join(', ')}`,
  );
}
