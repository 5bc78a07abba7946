import type { Encoder, EncoderShape, ParameterSpec } from '../encoder.js';
import { applyLinear, linearParameters } from '../layers/linear-layer.js';
import { rememberTimes } from '../layers/remember-times.js';
import type { Ops } from '../ops/ops.js';

/** What a stack of recurrent layers is described by. */
export interface RecurrentShape extends EncoderShape {
  readonly nLayers: number;
  /** Width of a layer's state; where it differs from `embeddingSize`, a projection leads back. */
  readonly hiddenSize: number;
}

/** One step of a recurrent layer. */
export interface RecurrentCell {
  /** How many rows of `hiddenSize` the input and the hidden state are mapped to, each. */
  readonly nGates: number;
  /** Names of what is handed from step to step; the first is the output. */
  readonly states: readonly string[];
  /**
   * @param fromInput the mapped input, [batchSize, 1, nGates * hiddenSize]
   * @param fromHidden the mapped output of the step before, of the same shape
   * @param states [batchSize, 1, hiddenSize] each
   * @returns the new states
   */
  step<T>(ops: Ops<T>, fromInput: T, fromHidden: T, states: readonly T[]): T[];
}

/**
 * A stack of recurrent layers: each reads the outputs of the one below, token by token.
 *
 * The inputs of all steps go through one matrix product; what is left for each step is small.
 */
export function createRecurrent<Config extends RecurrentShape>(config: Config, cell: RecurrentCell): Encoder<Config> {
  const { embeddingSize, hiddenSize, dropout } = config;
  const layers = Array.from({ length: config.nLayers }, (_, i) => `layer${i}`);
  const isProjected = hiddenSize !== embeddingSize;
  return {
    config,
    sees: 'prefix',
    parameters: [
      ...layers.flatMap((layer, i) => layerParameters(layer, i === 0 ? embeddingSize : hiddenSize, hiddenSize, cell)),
      ...(isProjected ? linearParameters('output', hiddenSize, embeddingSize) : []),
    ],
    encode(ops, weights, input, memory) {
      const { batchSize, length } = input;
      let x = ops.scale(input.rows, Math.sqrt(embeddingSize));
      for (const layer of layers) {
        const mapped = applyLinear(ops, weights, `${layer}/input`, ops.dropout(x, dropout)); // [batch, time, gates]
        let states = cell.states.map(
          (name) =>
            memory?.states.get(`${layer}/${name}`) ??
            ops.constant(new Float32Array(batchSize * hiddenSize), [batchSize, 1, hiddenSize]),
        );
        const outputs = ops.split(mapped, 1, length).map((fromInput) => {
          states = cell.step(ops, fromInput, applyLinear(ops, weights, `${layer}/hidden`, states[0]), states);
          return states[0];
        });
        states.forEach((state, i) => {
          memory?.states.set(`${layer}/${cell.states[i]}`, state);
        });
        x = ops.concat(outputs, 1); // [batch, time, hidden]
      }
      rememberTimes(memory, input);
      return isProjected ? applyLinear(ops, weights, 'output', x) : x;
    },
  };
}

function layerParameters(layer: string, from: number, hiddenSize: number, { nGates }: RecurrentCell): ParameterSpec[] {
  return [
    ...linearParameters(`${layer}/input`, from, nGates * hiddenSize),
    ...linearParameters(`${layer}/hidden`, hiddenSize, nGates * hiddenSize),
  ];
}
