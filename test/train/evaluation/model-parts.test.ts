import { beforeAll, describe, expect, it } from 'vitest';
import { companionFeatures } from '../../../src/encoder/item-features/companions.js';
import { modelParts } from '../../../src/train/evaluation/model-parts.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { tinyModel } from '../models/tiny-model.js';

/** Item a speaks for item c by half, which counts as a logit of 1. */
const companions = {
  perItem: 1,
  items: Int32Array.of(2, -1, -1),
  strengths: Float32Array.of(0.5, 0, 0),
  weights: Float32Array.from(companionFeatures, (name) => (name === 'last' ? 2 : 0)),
};
const question = { shopperId: 's', steps: [{ item: 0, time: 0, session: 0 }], targets: [2] };

describe('modelParts', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  async function scoresOf(model: ReturnType<typeof tinyModel>): Promise<Record<string, number[]>> {
    const { modelScorer } = await import('../../../src/train/evaluation/model-variants.js');
    const parts = modelParts({ ...model, companions, ranking: { ...model.ranking, sequence: 1 } });
    const scored = parts.map(({ model: part, variants }) => {
      const scorer = modelScorer(part, variants);
      const [[scores]] = [...scorer.score([question])];
      return [scorer.methods[0], [...scores]] as [string, number[]];
    });
    return Object.fromEntries(scored);
  }

  it('leave the biases and the table where there is no encoder', async () => {
    const model = tinyModel(1);
    const scores = (await scoresOf(model))['vitrine, table alone'];
    [0, 0, 1].forEach((added, item) => {
      expect(scores[item]).toBeCloseTo(model.itemBias[item] + added, 5);
    });
  });

  it('leave the encoder, as it was, where there is no table', async () => {
    const model = tinyModel(1);
    const { modelScorer } = await import('../../../src/train/evaluation/model-variants.js');
    const alone = modelScorer(model, [{ method: 'whole', weights: { ...model.ranking, sequence: 1, cluster: 0 } }]);
    const [[expected]] = [...alone.score([question])];
    const scores = (await scoresOf(model))['vitrine, encoder alone'];
    expect(scores).toEqual([...expected]);
    expect(scores[1]).not.toBeCloseTo(model.itemBias[1], 2);
  });
});
