import { beforeAll, describe, expect, it } from 'vitest';
import { positionScore } from '../../../src/ranking/rerank.js';
import { scoreItems, totalScores } from '../../../src/ranking/score.js';
import { catalogueVariants, modelScorer, pageVariants } from '../../../src/train/evaluation/model-variants.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { runModel } from '../../../src/train/tensorflow/model-scorer.js';
import { tinyModel } from '../models/tiny-model.js';

const model = tinyModel(5, ['a', 'b', 'c', 'd']);
const step = (item: number, session: number, time: number) => ({ item, session, time });
const cases = [
  { shopperId: 'ann', steps: [step(0, 0, 1), step(1, 0, 2), step(0, 1, 50)], targets: [2] },
  { shopperId: 'bob', steps: [step(3, 0, 1)], newSessionAt: 90, targets: [1], page: [2, 1, 0] },
];
const rounded = (scores: Float32Array) => [...scores].map((value) => Number(value.toFixed(4)));

describe('modelScorer', () => {
  beforeAll(async () => {
    await loadTensorflow();
  });

  it('scores every variant as the browser adds up the parts', () => {
    const variants = [...catalogueVariants(model), ...pageVariants(model)];
    const found = [...modelScorer(model, variants).score(cases)].length;
    expect(found).toBe(2);
    const parts = [...runModel(model, cases)];
    let nth = 0;
    for (const scores of modelScorer(model, variants).score(cases)) {
      const { page = [] } = cases[nth];
      variants.forEach(({ method, weights }, i) => {
        const expected = totalScores(scoreItems({ ...parts[nth], affinities: model.clusters.affinities, weights }));
        page.forEach((item, place) => {
          expected[item] += positionScore(place, weights.position);
        });
        expect([method, rounded(scores[i])]).toEqual([method, rounded(expected)]);
      });
      nth++;
    }
  });

  it('leaves the page as the shop has it where nothing counts', () => {
    const unmoved = pageVariants(model).find(({ method }) => method === 'default order')!;
    for (const [scores] of modelScorer(model, [unmoved]).score(cases)) expect(Math.max(...scores)).toBe(0);
  });
});
