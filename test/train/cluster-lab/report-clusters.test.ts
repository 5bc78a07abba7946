import { beforeAll, describe, expect, it } from 'vitest';
import { type ClusterLab, openClusterLab } from '../../../src/train/cluster-lab/cluster-lab.js';
import { describeClusters } from '../../../src/train/cluster-lab/describe-clusters.js';
import { reportClusters } from '../../../src/train/cluster-lab/report-clusters.js';
import { tinyModel } from '../models/tiny-model.js';
import { tasteLog } from './tastes.js';

const dataset = tasteLog();
const itemIds = [...dataset.vocabulary.itemIds];
const model = tinyModel(1, itemIds);
const options = { missing: 'median', noise: 'keep', seed: 1 } as const;
let lab: ClusterLab;

beforeAll(async () => {
  lab = await openClusterLab({ models: [model], dataset, period: 'validation', ...options });
});

describe('openClusterLab', () => {
  it('sees shoppers at the cut-off, and nothing after it', () => {
    expect(lab.states).toHaveLength(120);
    expect(lab.cutOff).toBe(dataset.split.validationFrom);
    expect(lab.states.every(({ steps }) => steps.every(({ time }) => time < lab.cutOff))).toBe(true);
    expect(lab.earlierCutOff).toBeLessThan(lab.cutOff);
    expect(lab.notes.join('\n')).toContain('stability over encoder seeds is not measured');
  });

  it('measures stability over encoder seeds where several models are given', async () => {
    const two = await openClusterLab({
      models: [model, tinyModel(2, itemIds)],
      dataset,
      period: 'validation',
      ...options,
    });
    expect(two.prepare('embedding').rounds('seeds', 30)).toHaveLength(3);
    expect(two.prepare('tf-idf').rounds('seeds', 30)).toEqual([]);
  });

  it('asks what a log of one step left out can be asked, and says what it cannot', async () => {
    const split = { ...dataset.split, kind: 'leave-one-out' as const };
    const left = await openClusterLab({
      models: [model],
      dataset: { ...dataset, split },
      period: 'validation',
      ...options,
    });
    expect(left.benches.map(({ situation }) => situation)).toEqual(['in a session', 'short history']);
    expect(left.notes).toContain('the validation period asks nothing of the situation "new session"');
    expect(left.notes[0]).toMatch(/^120 shoppers, as they stand before validation; windows compares with the log less/);
  });

  it('refuses a log in which hardly anybody came before the period', async () => {
    const few = { ...dataset, shoppers: dataset.shoppers.slice(0, 1) };
    await expect(
      openClusterLab({ models: [model], dataset: few, period: 'validation', ...options }),
    ).rejects.toMatchObject({
      code: 'DATA_TOO_SMALL',
      message: '1 of the shoppers came before validation, expected at least two: bring more data',
    });
  });

  it('refuses models that know other items', async () => {
    const models = [model, tinyModel(2)] as const;
    await expect(openClusterLab({ models, dataset, period: 'validation', ...options })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('model 2 knows other items than the first'),
    });
  });
});

describe('reportClusters', () => {
  it('finds, recommends and tells the tastes that are there', () => {
    const report = reportClusters(model, lab, {
      ...options,
      spaces: ['tf-idf', 'behaviour'],
      algorithms: ['k-means', 'dbscan'],
      ks: [2, 3, 6],
      isCompared: true,
    });
    const best = report.scored[report.recommendation.recommended ?? -1];
    expect(best).toMatchObject({ space: 'tf-idf', nClusters: 3, isStable: true, isUseful: true });
    expect(best.balance.sizes).toEqual([40, 40, 40]);
    expect(report.recommendation.text).toMatch(/^recommended: .* in tf-idf, k = 3, stable and useful/);
    // Behaviour was made up alike for all: it helps nobody find their taste.
    expect(report.scored.filter(({ space, isUseful }) => space === 'behaviour' && isUseful)).toEqual([]);
    expect(report.treatments.map(({ noise, missing }) => missing ?? noise)).toEqual(['keep', 'isolate', 'trim']);
    expect(report.agreement.map(({ with: other }) => other)).toEqual([
      'bags of items',
      'a Markov mixture of 16 groups of items',
      'edit distance of 16 groups of items',
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);

    const text = describeClusters({ ...report, modelHash: '', data: [], seed: 1, period: 'validation' });
    expect(text).toMatch(/^space +algorithm +k +silhouette +C-H +D-B +balance/m);
    expect(text).toContain('score = (separation + balance + stability + usefulness) / 4');
    expect(text).toMatch(/^k curve of .* in tf-idf$/m);
    expect(text).toMatch(/^ *3 .*#+$/m);
    expect(text.trimEnd().split('\n').at(-1)).toBe(report.recommendation.text);
  });

  it('says where there are fewer different shoppers than clusters', () => {
    const { scored, failed } = reportClusters(model, lab, {
      ...options,
      spaces: ['tf-idf'],
      algorithms: ['ward'],
      ks: [3, 121],
      isCompared: false,
    });
    expect(scored).toHaveLength(1);
    expect(failed).toMatchObject([{ algorithm: 'ward', nClusters: 121, reason: expect.stringContaining('distinct') }]);
  });
});
