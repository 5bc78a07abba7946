import type { Encoder, EncoderShape } from '../encoder.js';

/** Divides the cosines where a configuration names no temperature. */
export const defaultTemperature = 0.07;

/**
 * Makes an encoder's embeddings as long as 1 / temperature, where its configuration asks for cosine scores: their dot
 * product with item embeddings of length 1 is then the cosine over the temperature.
 *
 * @see Hou et al. 2022 (CORE), arXiv:2204.11067, section 3.3
 */
export function scoreByCosine<Config extends EncoderShape>(encoder: Encoder<Config>): Encoder<Config> {
  const { scores = 'dot', temperature = defaultTemperature } = encoder.config;
  if (scores === 'dot') return encoder;
  return {
    ...encoder,
    encode: (ops, weights, input, memory) =>
      ops.scale(ops.normalize(encoder.encode(ops, weights, input, memory)), 1 / temperature),
  };
}
