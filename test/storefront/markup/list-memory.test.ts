import { describe, expect, it } from 'vitest';
import { createListMemory } from '../../../src/storefront/markup/list-memory.js';

/** What the memory reads of an element: its attributes. */
function itemOf(id: string) {
  const attributes: Record<string, string> = { 'data-vitrine-item': id };
  const item = { attributes, getAttribute: (name: string) => attributes[name] ?? null };
  return item as unknown as HTMLElement & { attributes: Record<string, string> };
}

const rename = (item: ReturnType<typeof itemOf>, id: string) => {
  item.attributes['data-vitrine-item'] = id;
};

describe('the memory of a list', () => {
  it('notices an item whose element has got another id', () => {
    const [a, b] = [itemOf('a'), itemOf('b')];
    const memory = createListMemory([]);
    memory.meet([a, b]);
    expect(memory.hasChanged([a, b])).toBe(false);
    rename(b, 'c');
    expect(memory.hasChanged([a, b])).toBe(true);
  });

  it('gives an element with another id its turn once more, and the others none', () => {
    const [a, b, c] = [itemOf('a'), itemOf('b'), itemOf('c')];
    const memory = createListMemory([]);
    memory.meet([a, b, c]);
    memory.leave([c, a, b], true);
    rename(b, 'd');
    expect(memory.meet([c, a, b])).toBe(false);
    expect(new Set(memory.placed)).toEqual(new Set([a, c]));
    expect(memory.batchOf(b)).toBe(1);
  });

  it('tells the shop’s order that was put back, by the same elements or by others’ ids, from an order of the page’s own', () => {
    const [a, b, c] = [itemOf('a'), itemOf('b'), itemOf('c')];
    const memory = createListMemory([]);
    memory.meet([a, b, c]);
    memory.leave([c, b, a], true);
    expect(memory.meet([c, b, a])).toBe(false);
    expect(memory.meet([b, a, c])).toBe(false);
    // Morphed: the elements stay where they are and change their ids.
    rename(c, 'a');
    rename(a, 'c');
    expect(memory.meet([c, b, a])).toBe(true);
    expect(memory.placed.size).toBe(0);
    memory.leave([a, c, b], true);
    expect(memory.meet([c, b, a])).toBe(true);
  });
});
