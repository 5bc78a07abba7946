import { describe, expect, it } from 'vitest';
import { describeEvaluation } from '../../../src/train/evaluation/describe-evaluation.js';
import type { EvaluationTable } from '../../../src/train/metrics/evaluation-table.js';

const table: EvaluationTable = {
  protocol: 'basket-completion',
  period: 'test',
  seed: 42,
  nSeeds: 1,
  nCases: 1130,
  nShoppers: 861,
  nLeftOut: 0,
  rows: [
    {
      method: 'vitrine',
      figures: { 'hitRate@10': 0.34, 'recall@10': 0.34, 'hitRate@20': 0.44 },
      intervals: { 'hitRate@10': [0.31, 0.37] },
    },
    {
      method: 'item-kNN',
      figures: { 'hitRate@10': 0.26, 'recall@10': 0.26, 'hitRate@20': 0.34 },
      intervals: { 'hitRate@10': [0.23, 0.29] },
      options: { decay: 1, shrinkage: 10 },
      behind: { 'hitRate@10': { difference: 0.08, interval: [0.05, 0.11], isSignificant: true } },
    },
  ],
};

describe('describeEvaluation', () => {
  const text = describeEvaluation(table);

  it('shows a table for each length of the list, without columns that nobody has a figure for', () => {
    expect(text).toMatch(/^basket-completion, test, 1,130 cases of 861 shoppers, seed 42$/m);
    expect(text).toMatch(/^k = 10 +hitRate +recall$/m);
    expect(text).toMatch(/^k = 20 +hitRate$/m);
    expect(text).toMatch(/^item-kNN +0\.2600 +0\.2600$/m);
  });

  it('says which differences chance does not explain', () => {
    expect(text).toMatch(
      /^hitRate@10, 95 % +value +interval +vitrine is ahead by +with interval +significant +fitted with$/m,
    );
    expect(text).toMatch(
      /^item-kNN +0\.2600 +0\.2300 to 0\.2900 +0\.0800 +0\.0500 to 0\.1100 +yes +decay 1, shrinkage 10$/m,
    );
  });

  it('counts what is left out, and names all seeds', () => {
    const repeated = {
      ...table,
      nSeeds: 3,
      nLeftOut: 12,
      rows: table.rows.map((row) => ({ ...row, spread: { 'hitRate@10': 0.01 } })),
    };
    expect(describeEvaluation(repeated)).toMatch(/seeds 42 to 44; 12 left out, whose item is not on the page$/m);
    expect(describeEvaluation(repeated)).toMatch(/spread over seeds/);
  });
});
