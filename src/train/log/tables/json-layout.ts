import { VitrineError } from '../../../errors.js';

/** How values stand in a JSON file: an object a line, one array of objects, or objects that go over several lines. */
export type JsonLayout = 'newline_delimited' | 'array' | 'unstructured';

/**
 * Returns how values stand in a text that begins as JSON does; undefined for any other text.
 *
 * @param head the beginning of the text
 * @throws VitrineError `DATA_EMPTY` for an empty array or object, `FILE_UNREADABLE` for lists of lists, and for lines that each end in a comma, as a part of an array has them
 * @example jsonLayout('[{"item_id": "a"}]', 'log.json') // 'array'
 */
export function jsonLayout(head: string, path: string): JsonLayout | undefined {
  const text = head.trimStart();
  if (/^(?:\[\s*\]|\{\s*\})\s*$/.test(text))
    throw new VitrineError('DATA_EMPTY', `${path} holds no event: nothing to learn from`);
  if (/^\[\s*\[/.test(text)) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} holds rows without names, as lists of lists in JSON: write an object for each event, or CSV`,
    );
  }
  if (/^\[\s*(?:\{|$)/.test(text)) return 'array';
  if (!/^\{\s*(?:["}]|$)/.test(text)) return undefined;
  const [line, ...more] = text.split('\n');
  if (/\}\s*,\s*$/.test(line) && more.length > 0) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} has a comma after each object, as a part of an array has: put it in [ and ], or take the commas away`,
    );
  }
  // A line that is cut off by the end of the head is whole in the file.
  if (more.length === 0) return /^\{\s*"[^"]*"\s*:\s*\[/.test(line) ? 'unstructured' : 'newline_delimited';
  return line.trimEnd().endsWith('}') ? 'newline_delimited' : 'unstructured';
}
