import { describe, expect, it } from 'vitest';
import type { Shopper, Split } from '../../../src/train/dataset/dataset.js';
import { refitPart, trainingPart } from '../../../src/train/dataset/dataset-part.js';
import { heldOutSessions } from '../../../src/train/dataset/held-out-sessions.js';

const step = (item: number, time: number, session: number) => ({ item, time, session });
const early = { id: 'early', steps: [step(1, 10, 0), step(2, 95, 1), step(3, 105, 1), step(4, 300, 2)] };
const late = { id: 'late', steps: [step(1, 100, 0)] };

describe('the parts of a dataset divided in time', () => {
  const split = { validationFrom: 100, testFrom: 200 };

  it('keep the sessions that had begun, whole, and leave out who had none', () => {
    const shoppers = [early, late];
    expect(trainingPart({ shoppers, split })).toEqual({
      shoppers: [{ id: 'early', steps: early.steps.slice(0, 3) }],
      until: 100,
    });
    expect(refitPart({ shoppers, split })).toEqual({
      shoppers: [{ id: 'early', steps: early.steps.slice(0, 3) }, late],
      until: 200,
    });
  });

  it('leave out what begins at the time itself', () => {
    const shoppers = [{ id: 'a', steps: [step(1, 100, 0)] }];
    expect(trainingPart({ shoppers, split }).shoppers).toEqual([]);
  });

  it('tell the searches that led to a step that is visible', () => {
    const queries = [5, 96, 106, 299].map((time, i) => ({ query: `q${i}`, time, session: [0, 1, 1, 2][i] }));
    const [{ queries: visible }] = trainingPart({ shoppers: [{ ...early, queries }], split }).shoppers;
    expect(visible?.map(({ query }) => query)).toEqual(['q0', 'q1']);
  });

  it('are asked for by session, each with what came before', () => {
    const shoppers = [early, late];
    expect(heldOutSessions({ shoppers, split }, 'validation')).toEqual([
      { shopper: late, steps: late.steps, earlier: [] },
    ]);
    expect(heldOutSessions({ shoppers, split }, 'test')).toEqual([
      { shopper: early, steps: [step(4, 300, 2)], earlier: early.steps.slice(0, 3) },
    ]);
  });

  it('take all of a test file for test, whenever it happened', () => {
    const shopper = { ...early, firstTestSession: 1 };
    const whole = { kind: 'last', validationFrom: 90, testFrom: 1000 } as const;
    expect(refitPart({ shoppers: [shopper], split: whole }).shoppers).toEqual([
      { id: 'early', steps: [step(1, 10, 0)] },
    ]);
    expect(heldOutSessions({ shoppers: [shopper], split: whole }, 'validation')).toEqual([]);
    expect(heldOutSessions({ shoppers: [shopper], split: whole }, 'test').map(({ steps }) => steps.length)).toEqual([
      2, 1,
    ]);
  });
});

describe('the parts of a dataset divided by leaving one out', () => {
  const split: Split = { kind: 'leave-one-out', validationFrom: 400, testFrom: 400 };
  const unknown: Shopper = { id: 'unknown', steps: [step(1, 10, 0), step(2, 30, 0)], unknownSteps: [step(-1, 20, 0)] };
  const short = { id: 'short', steps: [step(5, 10, 0), step(6, 20, 0)] };
  const shoppers = [early, unknown, short];

  it('end two steps, then one step before the last; who has too few is whole', () => {
    expect(trainingPart({ shoppers, split })).toEqual({
      shoppers: [{ id: 'early', steps: early.steps.slice(0, 2) }, { id: 'unknown', steps: [step(1, 10, 0)] }, short],
      until: 95,
    });
    expect(refitPart({ shoppers, split })).toEqual({
      shoppers: [{ id: 'early', steps: early.steps.slice(0, 3) }, { id: 'unknown', steps: [step(1, 10, 0)] }, short],
      until: 105,
    });
  });

  it('ask for one step of each shopper, given all before it', () => {
    expect(heldOutSessions({ shoppers, split }, 'validation')).toEqual([
      { shopper: early, steps: early.steps.slice(1, 3), earlier: [step(1, 10, 0)], nGiven: 1 },
      { shopper: unknown, steps: [step(1, 10, 0), step(-1, 20, 0)], earlier: [], nGiven: 1 },
    ]);
    expect(heldOutSessions({ shoppers, split }, 'test')).toEqual([
      { shopper: early, steps: [step(4, 300, 2)], earlier: early.steps.slice(0, 3), nGiven: 0 },
      { shopper: unknown, steps: [step(1, 10, 0), step(-1, 20, 0), step(2, 30, 0)], earlier: [], nGiven: 2 },
    ]);
  });
});
