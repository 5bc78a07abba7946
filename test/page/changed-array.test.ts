import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEventId } from '../../src/events/event/event-id.js';
import { toJson } from '../../src/events/event/raw-json.js';
import { nativeValue } from '../../src/native-value.js';
import { selectRows } from '../../src/ranking/score-table.js';
import { stagesOf } from '../../src/storefront/markup/stages.js';
import { toListEvents } from '../../src/storefront/sources/attention/list-batches.js';
import { tableOf } from '../ranking/table.js';

/** As Prototype.js has it: no function for the elements. */
const otherFrom = (list: ArrayLike<unknown>) => [].slice.call(list);
const arrays = Array.prototype as { toJSON?: unknown; entries: unknown };
const { entries } = arrays;

describe('where Prototype.js has changed arrays', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    delete arrays.toJSON;
    Object.defineProperty(Array.prototype, 'entries', { value: entries, configurable: true, writable: true });
  });

  it('rows, ids and lists are what they are elsewhere', () => {
    vi.spyOn(Array, 'from').mockImplementation(otherFrom as never);
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) });
    const [ids, id] = [selectRows(tableOf({ a: 1, b: 2 }), [1]).itemIds, createEventId()];
    const lists = toListEvents([{ itemId: 'a', listId: 'home', place: 3 }], 1000);
    vi.unstubAllGlobals();
    expect(ids).toEqual(['b']);
    expect(id).toBe('07'.repeat(16));
    expect(lists).toMatchObject([{ itemIds: ['a'], places: [3] }]);
  });

  it('lists stay lists in JSON', () => {
    arrays.toJSON = () => 'a list as text';
    const text = toJson({ itemIds: ['a', 'b'], nested: { places: [1] } });
    delete arrays.toJSON;
    expect(text).toBe('{"itemIds":["a","b"],"nested":{"places":[1]}}');
  });

  it('a page is reordered in the same stages', () => {
    arrays.entries = function (this: unknown[]) {
      return this.slice();
    };
    const stages = [...stagesOf(['a', 'b', 'c'], ['c', 'a', 'b'], 9)];
    expect(stages).toEqual([['c', 'a', 'b']]);
  });
});

describe('nativeValue', () => {
  it('reads past what markup has put in the place of a property, and binds methods', () => {
    class Form {
      readonly fields = ['q'];
      get elements() {
        return this.fields;
      }
      count() {
        return this.fields.length;
      }
    }
    const form = Object.defineProperties(new Form(), { elements: { value: 'an input' }, count: { value: 'an input' } });
    expect(nativeValue(form as unknown as Node & Form, 'elements')).toEqual(['q']);
    expect(nativeValue(form as unknown as Node & Form, 'count')()).toBe(1);
  });
});
