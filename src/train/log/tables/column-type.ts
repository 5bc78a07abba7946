/** What is in a column: a value, or values with a structure. */
export type ColumnType =
  | { readonly kind: 'value' }
  | { readonly kind: 'struct'; readonly fields: readonly (readonly [name: string, type: ColumnType])[] }
  | { readonly kind: 'list'; readonly of: ColumnType }
  | { readonly kind: 'map'; readonly of: ColumnType };

/**
 * Parses a type as DuckDB describes it; every type without a structure is a value.
 *
 * @example parseColumnType('STRUCT(item_id VARCHAR)[]').kind // 'list'
 */
export function parseColumnType(text: string): ColumnType {
  let at = 0;
  /** The end of a name or of a type without structure: quotes and brackets are passed over. */
  function endOf(stops: string): number {
    let end = at;
    for (let depth = 0; end < text.length; end++) {
      const character = text[end];
      if (character === '"' || character === "'") end = endOfQuote(text, end);
      else if (depth === 0 && stops.includes(character)) break;
      else if (character === '(') depth++;
      else if (character === ')') depth--;
    }
    return end;
  }
  function parse(): ColumnType {
    const type = text.startsWith('STRUCT(', at)
      ? parseStruct()
      : text.startsWith('MAP(', at)
        ? parseMap()
        : parseValue();
    return parseSuffixes(type);
  }
  function parseSuffixes(type: ColumnType): ColumnType {
    if (text[at] !== '[') return type;
    at = text.indexOf(']', at) + 1;
    return parseSuffixes({ kind: 'list', of: type });
  }
  function parseStruct(): ColumnType {
    at += 'STRUCT('.length;
    const fields: [string, ColumnType][] = [];
    while (text[at] !== ')' && at < text.length) {
      const end = endOf(' ');
      const name = text.slice(at, end);
      at = end + 1;
      fields.push([name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name, parse()]);
      if (text[at] === ',') at += 2;
    }
    at++;
    return { kind: 'struct', fields };
  }
  function parseMap(): ColumnType {
    at += 'MAP('.length;
    parse();
    at += 2;
    const of = parse();
    at++;
    return { kind: 'map', of };
  }
  function parseValue(): ColumnType {
    at = endOf(',)[');
    return { kind: 'value' };
  }
  return parse();
}

/** Where a quoted part ends; a quote that is doubled is a part of it. */
function endOfQuote(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && (text[end] !== text[start] || text[end + 1] === text[start])) {
    end += text[end] === text[start] ? 2 : 1;
  }
  return end;
}

/**
 * Writes a type for DuckDB, every value as text: ids, times and numbers stay as they are written.
 *
 * @example textType({ kind: 'list', of: { kind: 'value' } }) // 'VARCHAR[]'
 */
export function textType(type: ColumnType): string {
  switch (type.kind) {
    case 'value':
      return 'VARCHAR';
    case 'list':
      return `${textType(type.of)}[]`;
    case 'map':
      return `MAP(VARCHAR, ${textType(type.of)})`;
    case 'struct':
      return `STRUCT(${type.fields.map(([name, field]) => `"${name.replaceAll('"', '""')}" ${textType(field)}`).join(', ')})`;
  }
}

/** Reads a structure as DuckDB's `json_group_structure` returns it: objects, lists of one, and names of types. */
export function typeOfStructure(structure: unknown): ColumnType {
  if (Array.isArray(structure)) return { kind: 'list', of: typeOfStructure(structure[0]) };
  if (typeof structure !== 'object' || structure === null) return { kind: 'value' };
  return {
    kind: 'struct',
    fields: Object.entries(structure).map(([name, of]) => [name, typeOfStructure(of)] as const),
  };
}
