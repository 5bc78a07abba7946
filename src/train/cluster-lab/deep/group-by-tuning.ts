import { softAssignment } from '../../../clusters/placing/soft-assignment.js';
import type { Model } from '../../../encoder/artifact/model.js';
import { embedSequences } from '../../tensorflow/embed-sequences.js';
import type { FeatureSpace } from '../spaces/feature-space.js';
import { standingSequence } from '../spaces/standing-sequence.js';
import { briefTuning } from './deep-options.js';
import { likeliest } from './refine-clusters.js';
import { tuneEncoder } from './tune-encoder.js';

/**
 * Deep clustering of shoppers by a model's encoder, which stays as it is: each time a copy is tuned, briefly, and who is
 * to be labelled is read by that copy, as much of them as at tuning, and belongs to the likeliest of its clusters.
 *
 * @returns throws as `tuneEncoder`
 */
export function groupByTuning(model: Model): NonNullable<FeatureSpace['tune']> {
  const size = model.encoder.embeddingSize;
  return (fitted, options) => {
    const { encoderWeights, ...clusters } = tuneEncoder(model, fitted, { ...options, ...briefTuning });
    const tuned: Model = { ...model, encoderWeights };
    const nClusters = clusters.centroids.length / size;
    return {
      nClusters,
      label(states) {
        const sequences = states.map((state) => standingSequence(model, state, briefTuning.maxTokens));
        return likeliest(softAssignment(embedSequences(tuned, sequences), clusters, size), nClusters);
      },
    };
  };
}
