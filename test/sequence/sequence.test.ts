import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/sequence/query.js';
import { lastItemPlace, toSequence } from '../../src/sequence/sequence.js';
import type { Step } from '../../src/sequence/step.js';

const start = 9;
const step = (item: number, time: number, session: number) => ({ item, time, session });

describe('toSequence', () => {
  it('puts a session start before the first item of every session', () => {
    const steps = [step(4, 10, 0), step(5, 20, 0), step(6, 99, 1)];
    const { tokens, times } = toSequence(steps, { sessionStart: start, maxSequenceLength: 50 });
    expect([...tokens]).toEqual([start, 4, 5, start, 6]);
    expect([...times]).toEqual([10, 10, 20, 99, 99]);
  });

  it('ends in a session start when the next session is asked for', () => {
    const { tokens, times } = toSequence([step(4, 10, 0)], {
      sessionStart: start,
      maxSequenceLength: 50,
      newSessionAt: 500,
    });
    expect([...tokens]).toEqual([start, 4, start]);
    expect([...times]).toEqual([10, 10, 500]);
  });

  it('is empty for a shopper without steps', () => {
    expect(toSequence([], { sessionStart: start, maxSequenceLength: 5 }).tokens).toHaveLength(0);
  });

  it('keeps the last tokens of a long history, as if it had been cut from the whole', () => {
    const sessions = fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(sessions, fc.integer({ min: 1, max: 20 }), (starts, maxSequenceLength) => {
        let session = 0;
        const steps = starts.map((isStart, i) => step(i % 8, i, isStart ? ++session : session));
        const whole = toSequence(steps, { sessionStart: start, maxSequenceLength: 1000 });
        const cut = toSequence(steps, { sessionStart: start, maxSequenceLength });
        expect([...cut.tokens]).toEqual([...whole.tokens].slice(-maxSequenceLength));
        expect([...cut.times]).toEqual([...whole.times].slice(-maxSequenceLength));
      }),
    );
  });
});

describe('toSequence with searches', () => {
  const query = (text: string, time: number, session: number) => ({ query: text, time, session });
  const read = (steps: Step[], queries: Query[], more = {}) =>
    toSequence(steps, { sessionStart: start, maxSequenceLength: 50, queries, ...more });

  it('gives each search its place by time, before the step that it led to', () => {
    const { tokens, times, queries } = read(
      [step(4, 10, 0), step(5, 30, 0), step(6, 99, 1)],
      [query('  Red MUG', 30, 0), query('bag', 40, 0), query('bag', 98, 1)],
    );
    expect([...tokens]).toEqual([start, 4, start + 1, 5, start + 1, start, start + 1, 6]);
    expect([...times]).toEqual([10, 10, 30, 30, 40, 98, 98, 99]);
    expect([...queries]).toEqual([
      [2, 'red mug'],
      [4, 'bag'],
      [6, 'bag'],
    ]);
  });

  it('starts a session of searches alone', () => {
    const { tokens, queries } = read([step(4, 10, 0)], [query('mug', 500, 1)]);
    expect([...tokens]).toEqual([start, 4, start, start + 1]);
    expect([...queries]).toEqual([[3, 'mug']]);
  });

  it('counts a search towards the length, and names its place in what is left', () => {
    const { tokens, queries } = read([step(4, 10, 0), step(5, 30, 0)], [query('mug', 20, 0)], { maxSequenceLength: 2 });
    expect([...tokens]).toEqual([start + 1, 5]);
    expect([...queries]).toEqual([[0, 'mug']]);
  });

  it('tells the type of every item, and none of what is no item', () => {
    const { types } = read([step(4, 10, 0), { ...step(5, 30, 0), type: 2 }], [query('mug', 20, 0)]);
    expect([...types]).toEqual([0, 0, 0, 2]);
  });

  it('tells no times to a model whose log had none', () => {
    const { times } = read([step(4, 10, 0)], [], { hasTimes: false, newSessionAt: 500 });
    expect([...times]).toEqual([0, 0, 0]);
  });
});

describe('lastItemPlace', () => {
  it('passes over session starts and searches', () => {
    expect(lastItemPlace(Int32Array.of(start, 4, start, start + 1), start)).toBe(1);
    expect(lastItemPlace(Int32Array.of(start, start + 1), start)).toBe(1);
  });
});
