import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { maxItemsPerEvent, maxTextLength, parseShopEvent, shopEventTypes } from '../../src/events/event/event.js';
import { maxWaitingEvents } from '../../src/events/recording/tracker.js';
import { defaultCaps } from '../../src/events/store/event-store.js';
import { maxJournalEntries } from '../../src/events/store/journal.js';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/events.md'), 'utf8');

interface Row {
  readonly type: string;
  readonly field: string;
  readonly value: string;
  readonly isNeeded: boolean;
}

const rows: Row[] = [...page.matchAll(/^\| `(\w+)` \| `(\w+)` \| ([^|]+) \| (yes|no) \|$/gm)].map(
  ([, type, field, value, needed]) => ({ type: type!, field: field!, value: value!, isNeeded: needed === 'yes' }),
);

/** For each kind of value one that is right, and some that are not. */
const values: Record<string, { right: unknown; wrong: unknown[] }> = {
  text: { right: 'a', wrong: ['', ' ', 'x'.repeat(maxTextLength + 1), null, true, {}] },
  texts: { right: ['a', 'b'], wrong: [[], 'a', [''], new Array(maxItemsPerEvent + 1).fill('a')] },
  'number above 0': { right: 2, wrong: [0, -1, '2', Number.NaN, null] },
  'number, 0 or more': { right: 0, wrong: [-1, '2', Number.POSITIVE_INFINITY, null] },
  'numbers, 0 or more': { right: [0, 5], wrong: [[], [-1], 3, ['1']] },
};

const eventOf = (type: string, change: (row: Row) => unknown = ({ value }) => values[value]?.right) =>
  Object.fromEntries([
    ['type', type],
    ...rows.filter((row) => row.type === type).map((row) => [row.field, change(row)]),
  ]);

describe('docs/events.md', () => {
  it('has the events and fields of the type, and no others', () => {
    const source = readFileSync(join(root, 'src/events/event/event.ts'), 'utf8');
    const members = [...source.matchAll(/^ {2}\| \{ type: '(\w+)'; (.*) \};?$/gm)].flatMap(([, type, fields]) =>
      fields!.split('; ').map((field) => {
        const [name, optional] = /^(\w+)(\?)?:/.exec(field)!.slice(1);
        return `${type} ${name} ${optional ? 'no' : 'yes'}`;
      }),
    );
    expect(rows.map(({ type, field, isNeeded }) => `${type} ${field} ${isNeeded ? 'yes' : 'no'}`)).toEqual(members);
    expect([...new Set(rows.map(({ type }) => type))].sort()).toEqual([...shopEventTypes].sort());
  });

  it.each(shopEventTypes)('describes %s as track takes it', (type) => {
    const event = eventOf(type);
    expect(parseShopEvent({ ...event, colour: 'red' })).toEqual(event);
    for (const { field, value, isNeeded } of rows.filter((row) => row.type === type)) {
      const without = eventOf(type, (row) => (row.field === field ? undefined : values[row.value]!.right));
      if (isNeeded) expect(() => parseShopEvent(without), field).toThrow(field);
      else expect(parseShopEvent(without)).not.toHaveProperty(field);
      for (const wrong of values[value]!.wrong)
        expect(() => parseShopEvent({ ...event, [field]: wrong })).toThrow(field);
    }
  });

  it('tells the limits', () => {
    for (const text of [`1 to ${maxTextLength} characters`, `1 to ${maxItemsPerEvent}.`]) expect(page).toContain(text);
    expect(page).toContain(`page's first ${maxWaitingEvents} events`);
    expect(page).toContain(`at most ${maxJournalEntries} entries`);
    const days = defaultCaps.maxAgeMs / (24 * 60 * 60 * 1000);
    const megabytes = defaultCaps.maxBytes / 2 ** 20;
    expect(page).toContain(
      `${defaultCaps.maxEvents.toLocaleString('en-GB')} events, ${megabytes} MB of text and ${days} days`,
    );
  });
});
