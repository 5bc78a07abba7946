import { describe, expect, it } from 'vitest';
import { appendScores } from '../../src/ranking/score-table.js';
import { tableOf } from './table.js';

describe('appendScores', () => {
  it('adds items behind those of the table, with nothing but a sequence score', () => {
    expect(appendScores(tableOf({ a: 1 }), new Map([['new', { score: 3, because: -1 }]]))).toEqual(
      tableOf({ a: 1, new: 3 }),
    );
  });

  it('leaves the table as it is where there is nothing to add', () => {
    const table = tableOf({ a: 1 });
    expect(appendScores(table, new Map())).toBe(table);
  });
});
