import { describe, expect, it } from 'vitest';
import { recommendClustering } from '../../../../src/train/cluster-lab/judging/recommend.js';
import { scoreClusterings } from '../../../../src/train/cluster-lab/judging/score.js';
import { judgedClustering, stableHalves, usefulnessOf } from '../judged.js';

const recommend = (...judged: Parameters<typeof judgedClustering>[0][]) =>
  recommendClustering(scoreClusterings(judged.map(judgedClustering)));

describe('recommendClustering', () => {
  it('refuses clusters that are neither stable nor useful, and says by how much', () => {
    const { recommended, text } = recommend({}, { nClusters: 8, usefulness: [usefulnessOf(0.0004)] });
    expect(recommended).toBeUndefined();
    expect(text).toMatch(
      /^no clustering is recommended: of 2 none is stable \(the steadiest, k-means in embedding, k = 4/,
    );
    expect(text).toContain('none is useful (the most, k-means in embedding, k = 8: +0.0004 NDCG@10 over no clusters');
  });

  it('says where clusters add nothing at all', () => {
    expect(recommend({}).text).toMatch(/and none adds anything to the ranking in any situation$/);
  });

  it('recommends the best score among those that are stable or useful', () => {
    const { recommended, text } = recommend(
      { silhouette: 0.9, nClusters: 3 }, // neither
      { silhouette: 0.2, nClusters: 6, stability: stableHalves },
      { silhouette: 0.3, nClusters: 9, stability: stableHalves },
    );
    expect(recommended).toBe(2);
    expect(text).toMatch(
      /^recommended: k-means in embedding, k = 9, stable, but of no use for ranking that can be told from chance/,
    );
    expect(text).toContain('ARI between halves 0.80, null 0.50');
  });

  it('gives a tie to fewer clusters', () => {
    const tied = { stability: stableHalves };
    expect(recommend({ ...tied, nClusters: 8 }, { ...tied, nClusters: 5 }).recommended).toBe(1);
  });

  it('passes over clusters of too few shoppers to describe', () => {
    const { recommended, text } = recommend({ stability: stableHalves, isDescribable: false });
    expect(recommended).toBeUndefined();
    expect(text).toMatch(/too few shoppers to describe, such as k-means in embedding, k = 4/);
  });

  it('has nothing to recommend where nothing could be clustered', () => {
    expect(recommend().text).toBe('no clustering is recommended: nothing could be clustered');
  });
});
