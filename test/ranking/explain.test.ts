import { describe, expect, it } from 'vitest';
import { nearestInHistory, strongestCompanion } from '../../src/ranking/because.js';
import { explainItem } from '../../src/ranking/explain.js';
import { tableOf } from './table.js';

describe('explainItem', () => {
  const page = ['a', 'b', 'unknown'];
  const table = { ...tableOf({ a: 1, b: 2 }), history: ['seen'], because: Int16Array.of(-1, 0) };

  it('says where an item came from, what its score is made of, and what it owes it to', () => {
    expect(explainItem('b', page, [1, 0, 2], table, 1)).toEqual({
      itemId: 'b',
      from: 1,
      to: 0,
      parts: { sequence: 2, cluster: 0, repeat: 0, position: -Math.log2(3) },
      because: 'seen',
    });
  });

  it('gives no reason where none stands out', () => {
    expect(explainItem('a', page, [1, 0, 2], table, 0)?.because).toBeNull();
  });

  it('shows an unknown item in its place, with no parts', () => {
    const explanation = explainItem('unknown', page, [1, 0, 2], table, 1);
    expect(explanation).toMatchObject({ from: 2, to: 2, because: null });
    expect(explanation?.parts).toEqual({ sequence: 0, cluster: 0, repeat: 0, position: 0 });
  });

  it('is null for an item that is not on the page', () => {
    expect(explainItem('elsewhere', page, [0, 1, 2], table, 0)).toBeNull();
  });
});

describe('nearestInHistory', () => {
  // Rows: east, north-east, north, and nothing.
  const embeddings = Float32Array.of(1, 0, 1, 1, 0, 2, 0, 0);

  it('finds the nearest by angle, whatever the lengths', () => {
    expect([...nearestInHistory(embeddings, 2, [0, 1], [2, 1])]).toEqual([1, 0]);
  });

  it('never explains an item by itself, nor by one that is far', () => {
    expect([...nearestInHistory(embeddings, 2, [0], [0, 2])]).toEqual([-1]);
  });

  it('never explains an item without an embedding', () => {
    expect([...nearestInHistory(embeddings, 2, [3], [0, 1])]).toEqual([-1]);
  });
});

describe('strongestCompanion', () => {
  // Item 0 speaks for 2 and 3, item 1 for 3 alone.
  const companions = {
    perItem: 2,
    items: Int32Array.of(2, 3, 3, -1, -1, -1, -1, -1),
    strengths: Float32Array.of(0.5, 0.1, 0.4, 0, 0, 0, 0, 0),
  };

  it('finds the recent item that speaks for each item most', () => {
    expect([...strongestCompanion(companions, [2, 3], [0, 1])]).toEqual([0, 1]);
  });

  it('says -1 where no recent item speaks for it, or only against it', () => {
    const against = { ...companions, strengths: companions.strengths.map((strength) => -strength) };
    expect([...strongestCompanion(companions, [0, 2], [1])]).toEqual([-1, -1]);
    expect([...strongestCompanion(against, [2], [0])]).toEqual([-1]);
  });
});
