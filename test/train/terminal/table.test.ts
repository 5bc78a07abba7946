import { expect, it } from 'vitest';
import { formatTable } from '../../../src/train/terminal/table.js';

it('aligns text to the left, numbers to the right, and leaves absent cells empty', () => {
  const table = formatTable([
    { rule: 'duplicates', dropped: 10006 },
    { rule: 'rare', dropped: 3, share: 0.25, note: 'kept' },
  ]);
  expect(table.split('\n')).toEqual([
    'rule        dropped   share  note',
    '----------  -------  ------  ----',
    'duplicates   10,006',
    'rare              3  0.2500  kept',
    '',
  ]);
});
