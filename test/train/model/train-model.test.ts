import { describe, expect, it } from 'vitest';
import { encodeWeights } from '../../../src/encoder/artifact/artifact.js';
import { decodeSafetensors } from '../../../src/encoder/artifact/safetensors.js';
import { evaluateModel } from '../../../src/train/evaluation/evaluate.js';
import { trainModel } from '../../../src/train/model/train-model.js';
import { patternLog, quickOptions } from '../logs/pattern-log.js';

const dataset = patternLog();
const trained = trainModel(dataset, quickOptions);

describe('trainModel', () => {
  it('joins an encoder, clusters of all shoppers and finite weights', async () => {
    const { model, training, clustering } = await trained;
    expect(training.validation.length).toBeGreaterThan(0);
    const chosen = clustering.find(({ isChosen }) => isChosen);
    expect(model.clusters.summaries).toHaveLength(chosen?.nClusters ?? 0);
    expect(model.clusters.summaries.reduce((sum, { size }) => sum + size, 0)).toBe(60);
    expect(Object.values(model.ranking).every(Number.isFinite)).toBe(true);
    expect(model.ranking.sequence).toBeGreaterThan(0);
  });

  it('gives the model as its artifact holds it, so that it packs to the same bytes again', async () => {
    const { model, precision } = await trained;
    const bytes = encodeWeights(model, precision);
    expect(Object.keys(decodeSafetensors(bytes))).toContain('companions/items');
    const again = await trainModel(dataset, quickOptions);
    expect(encodeWeights(again.model, precision)).toEqual(bytes);
  });

  it('tells what rounding to the artifact cost', async () => {
    const { quantisation } = await trained;
    expect(quantisation['quantisation/ndcg@20/float']).toBeGreaterThan(0.5);
    expect(Math.abs(quantisation['quantisation/ndcg@20/loss'])).toBeLessThan(0.02);
  });

  it('predicts the test period far better than popularity, on the same cases', async () => {
    const { model } = await trained;
    const table = await evaluateModel(model, dataset, {
      protocol: 'last-item',
      ks: [1, 3],
      baselines: ['popularity', 'first-order Markov'],
    });
    expect(table).toMatchObject({ period: 'test', nCases: 60 });
    const hitRates = Object.fromEntries(table.rows.map(({ method, figures }) => [method, figures['hitRate@1']]));
    expect(hitRates.vitrine).toBeGreaterThan(0.9);
    expect(hitRates['first-order Markov']).toBe(1);
    expect(hitRates.popularity).toBeLessThan(0.5);
  });

  it('refuses lengths that are none', async () => {
    const { model } = await trained;
    const evaluation = evaluateModel(model, dataset, { protocol: 'last-item', ks: [0] });
    await expect(evaluation).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });
});
