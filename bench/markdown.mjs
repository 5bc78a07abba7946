/**
 * A Markdown table; all columns but the first are aligned to the right.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const align = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [head, align, ...rows].map(line).join('\n');
}

/** `.3070` as the literature prints shares, four digits; nothing where there was no such case. */
export function decimals(value) {
  return value === undefined ? '' : value.toFixed(4).replace(/^(-?)0/, '$1');
}

/** A whole number with thousands marked. */
export function count(n) {
  return n.toLocaleString('en-GB');
}
