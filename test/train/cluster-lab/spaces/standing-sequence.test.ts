import { describe, expect, it } from 'vitest';
import { standingSequence } from '../../../../src/train/cluster-lab/spaces/standing-sequence.js';
import { tinyModel } from '../../models/tiny-model.js';
import { stateOf } from '../states.js';

const model = tinyModel(1);
const start = model.vocabulary.sessionStart;

describe('standingSequence', () => {
  it('ends with the last item, whatever was searched for after it', () => {
    const reading = { ...model, hasQueries: true };
    const state = { ...stateOf([0, 1]), queries: [{ query: 'mug', time: 1e9, session: 0 }] };
    expect([...standingSequence(reading, state).tokens]).toEqual([start, 0, 1]);
  });

  it('is as long as the encoder reads, or as is asked for', () => {
    const long = stateOf(Array.from({ length: 30 }, (_, i) => i % 3));
    expect(standingSequence(model, long).tokens).toHaveLength(10);
    expect([...standingSequence(model, stateOf([0, 1], [2]), 2).tokens]).toEqual([start, 2]);
  });
});
