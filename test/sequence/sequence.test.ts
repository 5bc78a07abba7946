import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSequence } from '../../src/sequence/sequence.js';

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
