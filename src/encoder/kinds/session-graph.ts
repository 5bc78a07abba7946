import type { Encoder, EncoderInput, EncoderShape } from '../encoder.js';
import { stepGru } from '../layers/gru-cell.js';
import { applyLinear, linearParameters } from '../layers/linear-layer.js';
import { buildSessionGraph } from '../layers/session-adjacency.js';
import type { Ops } from '../ops/ops.js';

export interface SessionGraphConfig extends EncoderShape {
  readonly kind: 'session-graph';
  /** How many times the nodes hear from their neighbours. */
  readonly nSteps: number;
}

/**
 * A gated graph network over the graph of a sequence: its distinct tokens are the nodes, its transitions the edges.
 * The embedding is made of the last token's node and of an attention over all tokens that this one steers.
 *
 * @see Wu et al. 2019 (SR-GNN), arXiv:1811.00855
 */
export function createSessionGraph(config: SessionGraphConfig): Encoder<SessionGraphConfig> {
  const size = config.embeddingSize;
  return {
    config,
    sees: 'whole',
    parameters: [
      ...linearParameters('edges/in', size, size),
      ...linearParameters('edges/out', size, size),
      ...linearParameters('nodes/input', 2 * size, 3 * size),
      ...linearParameters('nodes/hidden', size, 3 * size),
      ...linearParameters('attention/last', size, size),
      ...linearParameters('attention/each', size, size),
      { name: 'attention/score/weight', shape: [size, 1], init: 'glorot' },
      ...linearParameters('output', 2 * size, size),
    ],
    encode(ops, weights, input) {
      const { batchSize, length } = input;
      const graph = buildSessionGraph(input);
      const square = (values: Float32Array) => ops.constant(values, [batchSize, length, length]);
      const incoming = square(graph.incoming);
      const outgoing = square(graph.outgoing);
      const rows = ops.dropout(ops.scale(input.rows, Math.sqrt(size)), config.dropout);
      let nodes = ops.matMul(square(graph.nodeRows), rows); // [batch, node, size]
      for (let step = 0; step < config.nSteps; step++) {
        const heard = ops.concat(
          [
            ops.matMul(incoming, applyLinear(ops, weights, 'edges/in', nodes)),
            ops.matMul(outgoing, applyLinear(ops, weights, 'edges/out', nodes)),
          ],
          2,
        ); // [batch, node, 2 * size]
        const fromInput = applyLinear(ops, weights, 'nodes/input', heard);
        nodes = stepGru(ops, fromInput, applyLinear(ops, weights, 'nodes/hidden', nodes), nodes);
      }
      const tokens = ops.matMul(square(graph.tokenNodes), nodes); // [batch, time, size], zeros on the padding
      const last = ops.matMul(ops.constant(graph.lastNode, [batchSize, 1, length]), nodes); // [batch, 1, size]
      const session = readOut(ops, weights, input, tokens, last);
      const blank = ops.constant(new Float32Array(batchSize * length * size), [batchSize, length, size]);
      return ops.add(blank, session); // the same at every place
    },
  };
}

/** Sums the tokens by an attention of no softmax, and joins the last token to it: [batchSize, 1, size]. */
function readOut<T>(
  ops: Ops<T>,
  weights: Readonly<Record<string, T>>,
  { batchSize, length }: EncoderInput<T>,
  tokens: T,
  last: T,
): T {
  const steered = ops.add(
    applyLinear(ops, weights, 'attention/each', tokens),
    applyLinear(ops, weights, 'attention/last', last),
  );
  const none = ops.constant(new Float32Array(1), [1]);
  const scores = ops.linear(ops.sigmoid(steered), weights['attention/score/weight'], none); // [batch, time, 1]
  const session = ops.matMul(ops.reshape(scores, [batchSize, 1, length]), tokens); // [batch, 1, size]
  return applyLinear(ops, weights, 'output', ops.concat([last, session], 2));
}
