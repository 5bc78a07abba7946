import { describe, expect, it } from 'vitest';
import { load, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

describe('views at no price and in no quantity', () => {
  const header = 'session_id;timestamp;item_id;event_type;price;quantity';
  const views = tenSessions((s, item, t) => `v${s};${t.toISOString()};${item};view;;`);
  const dropped = async (rows: string[], head = header) => {
    const { cleaning } = await load([
      temporaryFile('log.csv', [head, ...rows, ...(head === header ? views : [])].join('\n')),
    ]);
    return cleaning.find(({ rule }) => rule === 'cancelled lines')?.dropped;
  };

  it.each([
    ['view_item', '0;0', 0],
    ['add_to_cart', '0;0', 0],
    ['add_to_cart', '5;-1', 10],
    ['purchase', '0;1', 10],
    ['purchase', '5;0', 10],
    ['', '5;-1', 10],
  ])('%s at %s: %i dropped', async (type, numbers, n) => {
    expect(
      await dropped(
        tenSessions(
          (s, item, t) =>
            `s${s};${t.toISOString()};${item};${item === 'a' ? 'view' : type};${item === 'a' ? ';' : numbers}`,
        ),
      ),
    ).toBe(n);
  });

  it('are kept in a log that names no events and tells no quantities', async () => {
    const rows = tenSessions((s, item, t) => `s${s};${t.toISOString()};${item};0`);
    expect(await dropped(rows, 'session_id;timestamp;item_id;price')).toBe(0);
  });
});
