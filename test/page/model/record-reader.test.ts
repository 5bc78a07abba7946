import { describe, expect, it, vi } from 'vitest';
import { createRecordReader, isUpToDate } from '../../../src/page/model/record-reader.js';
import { type OrderRecord, writeOrderRecord } from '../../../src/ranking/order-record.js';

const minute = 60_000;
const record: OrderRecord = {
  modelHash: 'cafe',
  eventCount: 3,
  madeAt: Date.UTC(2026, 0, 5, 12),
  sessionGapMs: 20 * minute,
  positionWeight: 0,
  nShown: 0,
  itemIds: ['mug'],
  scores: [1],
  history: [],
  because: [],
};

describe('reading the order record', () => {
  it('parses a text once, and again when it has changed or is gone', () => {
    let text: string | null = writeOrderRecord(record);
    const read = createRecordReader({ read: () => text });
    const first = read();
    expect(first).toMatchObject({ eventCount: 3 });
    expect(read()).toBe(first);
    text = writeOrderRecord({ ...record, eventCount: 4 });
    expect(read()).toMatchObject({ eventCount: 4 });
    text = 'cut off';
    expect(read()).toBeNull();
    text = null;
    expect(read()).toBeNull();
  });

  it('takes a record for up to date that knows every event, until the pause after which the model begins a visit', () => {
    vi.useFakeTimers({ now: record.madeAt + 19 * minute });
    expect([isUpToDate(record, 3), isUpToDate(record, 4), isUpToDate(null, 0)]).toEqual([true, false, false]);
    vi.setSystemTime(record.madeAt + 20 * minute);
    expect(isUpToDate(record, 3)).toBe(false);
    vi.setSystemTime(record.madeAt - minute); // the clock was set back
    expect(isUpToDate(record, 3)).toBe(false);
    vi.useRealTimers();
  });
});
