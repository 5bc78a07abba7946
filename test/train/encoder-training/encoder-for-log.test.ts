import { describe, expect, it } from 'vitest';
import { encoderOptions } from '../../../src/train/config/encoder-options.js';
import { encoderForLog } from '../../../src/train/encoder-training/encoder-for-log.js';

const catalog = { itemIds: ['a', 'b'] };
const partOf = (types: (number | undefined)[], queries?: { query: string; time: number; session: number }[]) => ({
  until: 10,
  shoppers: [{ id: 's', steps: types.map((type, i) => ({ item: i % 2, time: i, session: 0, type })), queries }],
});
const options = encoderOptions.parse({ kind: 'bag', textBuckets: 64 });

describe('encoderForLog', () => {
  it('tells types of events apart where the log has several and nothing else is said', () => {
    expect(encoderForLog(options, catalog, partOf([0, 2])).eventTypes).toBe(5);
    expect(encoderForLog(options, catalog, partOf([4, 4])).eventTypes).toBe(0);
    expect(encoderForLog(options, catalog, partOf([undefined, 0])).eventTypes).toBe(0);
    expect(encoderForLog({ ...options, eventTypes: 3 }, catalog, partOf([0, 2])).eventTypes).toBe(3);
    expect(encoderForLog({ ...options, eventTypes: 0 }, catalog, partOf([0, 2])).eventTypes).toBe(0);
  });

  it('reads text where items or searches have words', () => {
    const buckets = (...[about, part]: [object, ReturnType<typeof partOf>]) =>
      encoderForLog(options, { ...catalog, ...about }, part).textBuckets;
    expect(buckets({}, partOf([0]))).toBe(0);
    expect(buckets({ prices: [1, 2] }, partOf([0]))).toBe(0);
    expect(buckets({ titles: ['mug', 'lamp'] }, partOf([0]))).toBe(64);
    expect(buckets({ brands: ['acme', ''] }, partOf([0]))).toBe(64);
    expect(buckets({}, partOf([0], [{ query: 'mug', time: 0, session: 0 }]))).toBe(64);
  });
});
