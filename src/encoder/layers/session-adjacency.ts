import type { EncoderInput } from '../encoder.js';

/**
 * The graphs of a batch of sequences. A sequence has at most as many nodes as tokens: all matrices are
 * [batchSize, length, length], so that a GPU meets one shape only; the nodes that are not there have zeros.
 */
export interface SessionGraph {
  /** Means of the neighbours that lead to a node (row), over the transitions: [batchSize, node, node]. */
  readonly incoming: Float32Array;
  /** Means of the neighbours that a node (row) leads to: [batchSize, node, node]. */
  readonly outgoing: Float32Array;
  /** Means of the tokens that a node stands for: [batchSize, node, token]. */
  readonly nodeRows: Float32Array;
  /** 1 where a token (row) is of a node: [batchSize, token, node]. */
  readonly tokenNodes: Float32Array;
  /** 1 for the node of the last token: [batchSize, node]. */
  readonly lastNode: Float32Array;
}

/**
 * Builds the graph of each sequence: its distinct tokens are the nodes, in order of their first place; each token and
 * the next make a transition, and one that is met twice weighs double. Rows of equal tokens that differ, such as those of
 * two searches or of one item at two times, are averaged.
 *
 * @see Wu et al. 2019 (SR-GNN), arXiv:1811.00855, section "Constructing Session Graphs"
 */
export function buildSessionGraph({
  tokens,
  lengths,
  batchSize,
  length,
}: Pick<EncoderInput<unknown>, 'tokens' | 'lengths' | 'batchSize' | 'length'>): SessionGraph {
  const square = () => new Float32Array(batchSize * length * length);
  const [incoming, outgoing, nodeRows, tokenNodes] = [square(), square(), square(), square()];
  const lastNode = new Float32Array(batchSize * length);
  for (let b = 0; b < batchSize; b++) {
    const at = (row: number, column: number) => (b * length + row) * length + column;
    const nodeOf = new Map<number, number>();
    let previous: number | undefined;
    for (let t = 0; t < lengths[b]; t++) {
      const token = tokens[b * length + t];
      const node = nodeOf.get(token) ?? nodeOf.size;
      nodeOf.set(token, node);
      tokenNodes[at(t, node)] = 1;
      nodeRows[at(node, t)] = 1;
      if (previous !== undefined) {
        outgoing[at(previous, node)]++;
        incoming[at(node, previous)]++;
      }
      previous = node;
    }
    if (previous !== undefined) lastNode[b * length + previous] = 1;
  }
  for (const matrix of [incoming, outgoing, nodeRows]) divideBySums(matrix, length);
  return { incoming, outgoing, nodeRows, tokenNodes, lastNode };
}

/** Makes each row sum to 1, in place; a row of zeros stays. */
function divideBySums(matrix: Float32Array, width: number): void {
  for (let from = 0; from < matrix.length; from += width) {
    const row = matrix.subarray(from, from + width);
    const sum = row.reduce((total, value) => total + value, 0);
    if (sum > 0) for (let i = 0; i < width; i++) row[i] /= sum;
  }
}
