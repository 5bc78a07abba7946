import { describe, expect, it } from 'vitest';
import { load, tenSessions } from '../../logs/small-log.js';
import { temporaryFile } from '../../logs/temporary-log.js';
import { noteOf } from '../cell-log.js';

describe('a shopper with an impossible share of the log', () => {
  const guests = tenSessions((s, item, t) => `g${s};guest;${t.toISOString()};${item}`);
  const rows = Array.from({ length: 6 }, (_, u) =>
    tenSessions((s, item, t) => `s${u}${s};u${u};${t.toISOString()};${item}`).slice(0, 1),
  ).flat();
  const path = () => temporaryFile('log.csv', ['session_id;user_id;timestamp;item_id', ...rows, ...guests].join('\n'));

  it('is questioned, by a row and not by the id', async () => {
    const { cleaning } = await load([path()]);
    expect(noteOf(cleaning, 'missing ids')).toBe(
      'one shopper has 77 % of the events (20, first in row 7, an id of 5 characters): if the id stands for everybody who is ' +
        'not known, name it in clean.missingValues',
    );
  });

  it('is nobody once the shop says so', async () => {
    const clean = { missingValues: ['Guest'], keepAnonymous: true, minItemCount: 1, minSessionEvents: 1 };
    const { dataset, cleaning } = await load([path()], { clean });
    expect(dataset.shoppers).toHaveLength(16);
    expect(noteOf(cleaning, 'missing ids')).toBe('20 anonymous, kept');
  });

  it('is left alone among few shoppers', async () => {
    const few = temporaryFile(
      'log.csv',
      ['session_id;user_id;timestamp;item_id', ...rows.slice(0, 3), ...guests].join('\n'),
    );
    expect(noteOf((await load([few])).cleaning, 'missing ids')).toBeUndefined();
  });
});
