import { clusterProbabilities } from '../../clusters/placing/assign.js';
import { driftWeights, recentPart } from '../../clusters/placing/drift.js';
import type { Model } from '../../encoder/artifact/model.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import { addCompanionLogits } from '../../encoder/item-features/companions.js';
import { scoreItems, totalScores } from '../../ranking/score.js';
import type { Sequence } from '../../sequence/sequence.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { embedSequences, itemLogits } from './embed-sequences.js';

/** A case as the model sees it, before the parts of its score are weighed. */
export interface ScoredCase {
  /** The state that the logits are made of: [embeddingSize]. */
  readonly embedding: Float32Array;
  /** The state after the shopper's last item, which places them in a cluster: [embeddingSize]. */
  readonly standing: Float32Array;
  readonly logits: Float32Array;
  readonly repeats: ReadonlyMap<number, number>;
  /** [nClusters] */
  readonly clusterProbabilities: Float32Array;
}

/** Cases whose logits are in memory at once. */
const batchSize = 256;

/**
 * Runs a model over cases on the active TensorFlow.js backend, exactly as the browser does.
 *
 * @returns one after the other, in the order of the cases
 */
export function* runModel(model: Model, cases: readonly EvaluationCase[]): Generator<ScoredCase> {
  const { encoder, vocabulary, clusters, companions } = model;
  const nItems = vocabulary.size;
  const size = encoder.embeddingSize;
  const hasClusters = clusters.summaries.length > 0;
  for (let from = 0; from < cases.length; from += batchSize) {
    const batch = cases.slice(from, from + batchSize);
    const inputs = batch.map((question) => toModelInput(model, question));
    const sequences = inputs.map(({ sequence }) => sequence);
    const embeddings = embedSequences(model, sequences);
    const allLogits = itemLogits(model, embeddings);
    const standings = hasClusters ? embedStandings(model, sequences, embeddings) : embeddings;
    for (let i = 0; i < batch.length; i++) {
      const logits = allLogits.subarray(i * nItems, (i + 1) * nItems);
      if (companions) addCompanionLogits(logits, sequences[i].tokens, companions);
      const standing = standings.subarray(i * size, (i + 1) * size);
      const probabilities = hasClusters
        ? clusterProbabilities(standing, clusters.centroids, size, clusters.temperature)
        : new Float32Array(0);
      const embedding = embeddings.subarray(i * size, (i + 1) * size);
      yield { embedding, standing, logits, repeats: inputs[i].repeats, clusterProbabilities: probabilities };
    }
  }
}

/** Where shoppers stand: the embeddings of sequences at their last item, or as the model's clusters forget. */
function embedStandings(model: Model, sequences: readonly Sequence[], embeddings: Float32Array): Float32Array {
  const size = model.encoder.embeddingSize;
  const { sessionStart } = model.vocabulary;
  const { drift } = model.clusters;
  const parts = sequences.map((sequence) => recentPart(sequence, sessionStart, drift));
  if (drift) return embedSequences(model, parts, (tokens) => driftWeights(tokens, sessionStart, drift.halfLife));
  // Another than at their end where that is a session start.
  const isOther = parts.map(({ tokens }, i) => tokens.length < sequences[i].tokens.length);
  const others = embedSequences(
    model,
    parts.filter((_, i) => isOther[i]),
  );
  const standings = embeddings.slice();
  let nth = 0;
  isOther.forEach((other, i) => {
    if (other) standings.set(others.subarray(nth++ * size, nth * size), i * size);
  });
  return standings;
}

/**
 * The model's score of every item, for each case.
 *
 * @param cases their `steps` name items of the model's vocabulary
 */
export function* scoreWithModel(model: Model, cases: readonly EvaluationCase[]): Generator<Float32Array> {
  for (const scored of runModel(model, cases)) {
    yield totalScores(scoreItems({ ...scored, affinities: model.clusters.affinities, weights: model.ranking }));
  }
}
