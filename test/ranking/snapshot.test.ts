import { describe, expect, it } from 'vitest';
import { isSnapshot } from '../../src/ranking/snapshot.js';
import { tableOf } from './table.js';

describe('isSnapshot', () => {
  const snapshot = {
    modelHash: 'a',
    eventCount: 1,
    clusterProbabilities: [1],
    positionWeight: 0,
    table: tableOf({ a: 1 }),
  };

  it('knows a snapshot, also one of no items', () => {
    expect([isSnapshot(snapshot), isSnapshot({ ...snapshot, table: tableOf({}) })]).toEqual([true, true]);
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { ...snapshot, positionWeight: 'heavy' },
    { ...snapshot, table: null },
    { ...snapshot, table: { ...snapshot.table, itemIds: undefined } },
    { ...snapshot, table: { ...snapshot.table, sequence: new Float32Array(3) } },
  ])('takes %j for none', (found) => {
    expect(isSnapshot(found)).toBe(false);
  });
});
