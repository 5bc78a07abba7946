import { describe, expect, it } from 'vitest';
import { scoreClusterings } from '../../../src/train/cluster-lab/judging/score.js';
import type { ReportData } from '../../../src/train/report/data/report-data.js';
import { renderReport } from '../../../src/train/report/render-report.js';
import { judgedClustering, stableHalves, usefulnessOf } from '../cluster-lab/judged.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

const { encoder, ranking } = tinyModel(1);

/** What is known of a model without groups, on a log that gave none. */
const bare: ReportData = {
  vitrineVersion: '1.2.3',
  manifest: { encoder, ranking, metrics: {}, provenance: tinyProvenance, files: [] },
  nItems: 3,
  cleaning: {
    nRows: 10,
    steps: [{ rule: 'duplicates', dropped: 4, left: 6 }],
    nSteps: 6,
    nShoppers: 2,
  },
  clusters: {
    modelHash: '0123456789abcdef',
    data: [{ file: 'log.csv', sha256: 'cd'.repeat(32) }],
    seed: 1,
    period: 'validation',
    nShoppers: 2,
    cutOff: 1,
    earlierCutOff: 0,
    notes: [],
    spaces: [],
    formula: 'score = a + b',
    scored: [],
    failed: [],
    treatments: [],
    agreement: [],
    recommendation: { text: 'no clustering is recommended: nothing could be clustered' },
  },
  meanings: [],
};

describe('renderReport', () => {
  it('says what is missing where a model has no groups, and draws nothing', () => {
    const page = renderReport(bare);
    expect(page).toContain('The model has fewer than two groups: there is nothing to describe.');
    expect(page).toContain('No clustering is recommended: nothing could be clustered.');
    expect(page).not.toContain('<figure');
    expect(page).toContain('Of 10 rows, 6 (60\u00a0%) are kept');
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('compares algorithms within each space, and never between spaces', () => {
    const judged = (['k-means', 'ward'] as const).flatMap((algorithm) =>
      [4, 8].map((nClusters) => judgedClustering({ algorithm, nClusters, stability: stableHalves })),
    );
    const scored = scoreClusterings([
      ...judged,
      judgedClustering({ space: 'behaviour', usefulness: [usefulnessOf(-0.01)] }),
    ]);
    const spaces = (['embedding', 'behaviour'] as const).map((name) => ({ name, size: 2, notes: [`${name} noted`] }));
    const page = renderReport({ ...bare, clusters: { ...bare.clusters, scored, spaces } });
    expect([...page.matchAll(/<figure id="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'scores-embedding',
      'parts-embedding',
      'parts-behaviour',
      'stability',
      'usefulness',
    ]);
    expect(page).toContain('Embedding: embedding noted');
    expect(page).toContain('−0.0100'); // a loss is shown as one
  });
});
