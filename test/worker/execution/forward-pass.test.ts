import { memory, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Sequence } from '../../../src/sequence/sequence.js';
import { createForwardPass } from '../../../src/worker/execution/forward-pass.js';
import { createRandomModel } from '../../encoder/random-model.js';

const model = createRandomModel();
const sequenceOf = (tokens: number[], times = tokens.map((_, i) => i * 60_000)): Sequence => ({
  tokens: Int32Array.from(tokens),
  times: Float64Array.from(times),
  types: new Uint8Array(tokens.length),
  queries: new Map(),
});
const history = sequenceOf([40, 3, 7, 7, 40, 12, 39, 0]);

describe('createForwardPass', () => {
  beforeAll(() => setBackend('cpu'));

  it('frees every tensor it makes, and its weights in the end', async () => {
    const before = memory().numTensors;
    const pass = createForwardPass(model);
    await pass.encode(history);
    const afterFirst = memory().numTensors;
    for (let i = 0; i < 5; i++) await pass.encode(sequenceOf([40, i]));
    expect(memory().numTensors).toBe(afterFirst);
    pass.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('scores each item by its embedding times the state, plus its bias', async () => {
    const pass = createForwardPass({ ...model, companions: undefined });
    const { embedding, logits } = await pass.encode(history);
    pass.dispose();
    expect(logits.length).toBe(40);
    for (const item of [0, 17, 39]) {
      const row = model.itemEmbeddings.subarray(item * 16, (item + 1) * 16);
      const score = row.reduce((sum, value, i) => sum + value * embedding[i], model.itemBias[item]);
      expect(logits[item]).toBeCloseTo(score, 4);
    }
  });

  it('lets a session start at the end ask for other items, but not move the shopper', async () => {
    const pass = createForwardPass(model);
    const staying = await pass.encode(sequenceOf([40, 3, 7], [0, 0, 60_000]));
    const returning = await pass.encode(sequenceOf([40, 3, 7, 40], [0, 0, 60_000, 9e6]));
    pass.dispose();
    expect(staying.standing).toEqual(staying.embedding);
    expect(distance(returning.standing, staying.standing)).toBeLessThan(1e-5);
    expect(distance(returning.embedding, staying.embedding)).toBeGreaterThan(0.01);
  });

  it('adds what the companions of the items say', async () => {
    const companions = {
      perItem: 1,
      items: new Int32Array(40).fill(-1),
      strengths: new Float32Array(40),
      weights: Float32Array.of(1, 2, 4, 8, 16, 0.25, 0.5, 1),
    };
    companions.items[3] = 5;
    companions.strengths[3] = 0.5;
    const [without, added] = [undefined, companions].map((table) => createForwardPass({ ...model, companions: table }));
    const plain = (await without!.encode(sequenceOf([40, 3]))).logits;
    const scored = (await added!.encode(sequenceOf([40, 3]))).logits;
    for (const pass of [without!, added!]) pass.dispose();
    const gain = [...scored].map((logit, item) => logit - plain[item]!);
    // Item 3 speaks for item 5 by .5: as sum, as mean, as a sum that fades, as the last item, and as logarithms of two of them.
    expect(gain[5]).toBeCloseTo(0.5 * (1 + 2 + 4 + 8) + (0.25 + 0.5) * Math.log(501), 4);
    expect(gain.filter((value) => value !== 0)).toHaveLength(1);
  });

  it('depends on the order of the events and on the time between them', async () => {
    const pass = createForwardPass(model);
    const { embedding } = await pass.encode(sequenceOf([40, 3, 9]));
    const reordered = await pass.encode(sequenceOf([40, 9, 3]));
    const later = await pass.encode(sequenceOf([40, 3, 9], [0, 0, 86_400_000]));
    pass.dispose();
    expect(distance(embedding, reordered.embedding)).toBeGreaterThan(0.1);
    expect(distance(embedding, later.embedding)).toBeGreaterThan(0.01);
  });

  it('never reads what stands in the padding', async () => {
    const short = createForwardPass({ ...model, encoder: { ...model.encoder, maxSequenceLength: 8 } });
    const exact = await short.encode(history);
    short.dispose();
    const padded = createForwardPass(model);
    const { embedding } = await padded.encode(history);
    padded.dispose();
    expect(distance(embedding, exact.embedding)).toBeLessThan(1e-5);
  });
});

function distance(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])));
}
