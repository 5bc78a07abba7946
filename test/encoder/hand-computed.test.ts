import { describe, expect, it } from 'vitest';
import { createEncoder, type EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { createArrayOps } from '../../src/encoder/ops/array-ops.js';

type Sequence = {
  readonly tokens: number[];
  readonly rows: number[];
  readonly times?: number[];
  readonly types?: number[];
};

/** Encodes one sequence with weights given by name; those left out are zeros. */
function encode(config: EncoderConfig, given: Record<string, number[]>, { tokens, rows, times, types }: Sequence) {
  const encoder = createEncoder(config);
  const names = encoder.parameters.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(given)));
  const weights = encoder.parameters.map(({ name, shape }) => {
    const size = shape.reduce((product, n) => product * n, 1);
    expect(given[name]?.length ?? size, name).toBe(size);
    return [name, { shape, data: Float32Array.from(given[name] ?? new Array(size).fill(0)) }] as const;
  });
  const length = tokens.length;
  const input = {
    rows: { data: Float32Array.from(rows), shape: [1, length, config.embeddingSize] },
    tokens: Int32Array.from(tokens),
    times: Float64Array.from(times ?? tokens, (time) => (times ? time : 0)),
    ...(types ? { types: Uint8Array.from(types) } : {}),
    lengths: Int32Array.of(length),
    batchSize: 1,
    length,
  };
  return [...encoder.encode(createArrayOps(), Object.fromEntries(weights), input).data];
}

function expectClose(found: number[], expected: number[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((value, i) => {
    expect(value, `place ${i}`).toBeCloseTo(expected[i]!, 4);
  });
}

const shape = { maxSequenceLength: 10, dropout: 0 };

describe('the convolution', () => {
  it('gives what it gives by hand', () => {
    // Rows x (times √2 inside): (1, 0), (0, 5), (11, 0), (0, 23).
    // First, 2 * before + now: (1, 0), (2, 5), (11, 10), (22, 23); a norm of two numbers leaves only which is larger,
    // and the rectifier that one: h = (1, 0), (0, 1), (1, 0), (0, 1).
    // Second, 3 * two before + now with its channels swapped: (0, 1), (1, 0), (3, 0) + (0, 1), (0, 3) + (1, 0);
    // normed with the gains (2, 3): (0, 3), (2, 0), (2, 0), (0, 3), which the residual adds to x.
    const root = Math.SQRT2;
    const found = encode(
      { ...shape, kind: 'convolution', embeddingSize: 2, kernelSize: 2, dilations: [1] },
      {
        'block0/first/weight': [2, 0, 0, 2, 1, 0, 0, 1],
        'block0/first/norm/gain': [1, 1],
        'block0/second/weight': [3, 0, 0, 3, 0, 1, 1, 0],
        'block0/second/norm/gain': [2, 3],
      },
      { tokens: [0, 1, 2, 3], rows: [1, 0, 0, 5, 11, 0, 0, 23] },
    );
    expectClose(found, [root, 3, 2, 5 * root, 11 * root + 2, 0, 0, 23 * root + 3]);
  });
});

describe('the session graph', () => {
  it('gives what it gives by hand', () => {
    // Tokens a b a c with rows 4, 2, 4, 6: nodes a = 4, b = 2, c = 6; edges a to b, b to a, a to c.
    // Heard from before: a hears b = 2, b hears a = 4, c hears a = 4.
    // Heard from behind: a hears (b + c) / 2 = 4, b hears a = 4, c nobody = 0.
    // The gates are σ(0) = 1/2, the candidate is tanh(before - behind): tanh(-2), tanh(0), tanh(4); so
    // a = 2 - tanh(2) / 2, b = 1, c = 3 + tanh(4) / 2.
    // The attention is 2 σ(0) = 1 a token: a + b + a + c. The output is 10 times the last token's node plus that:
    // 10 (3 + tanh(4) / 2) + 2 (2 - tanh(2) / 2) + 1 + 3 + tanh(4) / 2 = 38 + 5.5 tanh(4) - tanh(2).
    const found = encode(
      { ...shape, kind: 'session-graph', embeddingSize: 1, nSteps: 1 },
      {
        'edges/in/weight': [1],
        'edges/out/weight': [1],
        'nodes/input/weight': [0, 0, 1, 0, 0, -1],
        'attention/score/weight': [2],
        'output/weight': [10, 1],
      },
      { tokens: [7, 5, 7, 9], rows: [4, 2, 4, 6] },
    );
    expectClose(found.slice(-1), [38 + 5.5 * Math.tanh(4) - Math.tanh(2)]);
  });

  it('weighs a transition that is met twice double', () => {
    // Tokens a b a b a c: a leads twice to b = 2 and once to c = 8, whose mean is 4; no candidate hears anything else.
    // a = 6 / 2 + tanh(4) / 2; b hears a = 6 behind: 1 + tanh(6) / 2; c = 4 hears nobody.
    // The output is the attended sum alone: 3 a + 2 b + c = 15 + 1.5 tanh(4) + tanh(6).
    const found = encode(
      { ...shape, kind: 'session-graph', embeddingSize: 1, nSteps: 1 },
      {
        'edges/out/weight': [1],
        'nodes/input/weight': [0, 0, 0, 0, 0, 1],
        'attention/score/weight': [2],
        'output/weight': [0, 1],
      },
      { tokens: [1, 2, 1, 2, 1, 3], rows: [6, 2, 6, 2, 6, 8] },
    );
    expectClose(found.slice(-1), [15 + 1.5 * Math.tanh(4) + Math.tanh(6)]);
  });
});

describe('what any kind may be told, shown on the bag', () => {
  const bag = { ...shape, kind: 'bag', embeddingSize: 2 } as const;
  const sequence = { tokens: [1, 2, 3], rows: [3, 0, 0, 3, 3, 3] };

  it('is the mean of the tokens so far', () => {
    expectClose(encode(bag, {}, sequence), [3, 0, 1.5, 1.5, 2, 2]);
  });

  it('scores by cosine: every state is as long as 1 over the temperature', () => {
    const half = Math.SQRT1_2 / 0.5;
    expectClose(encode({ ...bag, scores: 'cosine', temperature: 0.5 }, {}, sequence), [2, 0, half, half, half, half]);
  });

  it('reads the time since the token before, and that there is none before the first', () => {
    // Buckets: 12 where there is nothing before, 0 for at once, 3 for a minute.
    const gaps = new Array<number>(26).fill(0);
    [gaps[24], gaps[0], gaps[7]] = [30, 6, 9];
    const found = encode(
      { ...bag, timeGaps: true },
      { 'timeGaps/rows': gaps },
      { ...sequence, times: [1e6, 1e6, 1e6 + 60_000] },
    );
    // Rows (33, 0), (6, 3), (3, 12).
    expectClose(found, [33, 0, 19.5, 1.5, 14, 5]);
  });

  it('reads how an item was met, and nothing where that is unknown', () => {
    const config = { ...bag, eventTypes: 2 };
    const types = { 'eventTypes/rows': [0, 6, 12, 0] };
    // Rows (15, 0), (0, 9), (15, 3).
    expectClose(encode(config, types, { ...sequence, types: [1, 0, 1] }), [15, 0, 7.5, 4.5, 10, 4]);
    expectClose(encode(config, types, sequence), [3, 0, 1.5, 1.5, 2, 2]);
  });
});
