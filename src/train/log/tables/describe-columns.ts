/**
 * Returns the columns of a file for a message. Where the first line looks like values rather than names, a header is missing,
 * and the values are a shopper's: they are counted, and not told.
 *
 * @example describeColumns(['session', 'item']) // 'found: session, item'
 */
export function describeColumns(names: readonly string[]): string {
  if (!names.some(isLikelyValue)) {
    const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return `found: ${names.slice(0, mostNames).join(', ')}${more}`;
  }
  const counted = names.length === 1 ? 'one column' : `${names.length} columns`;
  return `found ${counted}, whose first line looks like values instead of names: add a header`;
}

/** Names that a message lists at most: an export may have hundreds. */
const mostNames = 60;

/** Returns whether cells of a first line are values, of which one is a number, a date, an address or a long text. */
export function looksLikeValues(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '' && isLikelyValue(cell));
}

/** Numbers, dates, addresses of people and of pages, and long texts. */
function isLikelyValue(name: string): boolean {
  return name.trim() === '' || name.length > 64 || /^[\d\s.,:+\-TZ/]+$|[@{}"]|:\/\/|[0-9a-f]{12}|\d{5}/i.test(name);
}
