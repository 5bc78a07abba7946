import { describe, expect, it } from 'vitest';
import { regressItems } from '../../../../src/train/baselines/regression/item-regression.js';
import { solveDense } from '../../../../src/train/baselines/regression/solve-dense.js';
import { solveRestricted } from '../../../../src/train/baselines/regression/solve-restricted.js';
import { lazyRows, type SparseRow } from '../../../../src/train/numerics/sparse-rows.js';
import fixture from '../../../fixtures/item-regression.json' with { type: 'json' };

const nItems = 5;
const shoppers = fixture.sessions.map((items, i) => ({
  id: String(i),
  steps: items.map((item, place) => ({ item, time: i * 100 + place, session: 0 })),
}));
const input = { shoppers, until: 1000, nItems, catalog: { itemIds: ['a', 'b', 'c', 'd', 'e'] } };

/** The matrix that rows stand for. */
function dense(rowOf: (item: number) => SparseRow): number[][] {
  return Array.from({ length: nItems }, (_, row) => {
    const values = new Array<number>(nItems).fill(0);
    const { items, values: own } = rowOf(row);
    items.forEach((item, i) => {
      values[item] = own[i];
    });
    return values;
  });
}

function expectClose(found: number[][], expected: number[][]): void {
  const worst = Math.max(...found.flatMap((row, i) => row.map((value, j) => Math.abs(value - expected[i][j]))));
  expect(worst).toBeLessThan(1e-5);
}

describe('regressItems', () => {
  it.each(fixture.cases)('comes to what numpy does, togetherShare $togetherShare', ({ strengths, ...options }) => {
    expectClose(dense(regressItems(input, { ...options, penalty: fixture.penalty, halfLife: 0 })), strengths);
  });

  it('lets the newest sessions count most', () => {
    const meet = (id: string, time: number, ...items: number[]) => ({
      id,
      steps: items.map((item) => ({ item, time, session: 0 })),
    });
    const known = { ...input, shoppers: [meet('a', 0, 0, 1), meet('b', 1000, 0, 2)] };
    const options = { penalty: 1, togetherShare: 1, stepDecay: 1, maxSelf: 0 };
    const [fromFirst] = dense(regressItems(known, { ...options, halfLife: 0.5 }));
    expect(fromFirst[2]).toBeGreaterThan(fromFirst[1]);
    const [unweighed] = dense(regressItems(known, { ...options, halfLife: 0 }));
    expect(unweighed[2]).toBeCloseTo(unweighed[1], 6);
  });
});

describe('solveRestricted', () => {
  // One more session holds everything, so that every item has to do with every other.
  const sessions = [...fixture.sessions, [0, 1, 2, 3, 4]];
  const gram = lazyRows(nItems, (item, add) => {
    for (const items of sessions) if (items.includes(item)) for (const other of new Set(items)) add(other, 1);
  });

  it.each([0, 0.2])('is solveDense where every item supports every target, the diagonal up to %d', (maxSelf) => {
    const system = { nItems, gram, shared: gram, penalty: 2, maxSelf };
    expectClose(dense(solveRestricted(system, nItems)), dense(solveDense(system)));
  });

  it('regresses on the items most like the target alone', () => {
    const found = dense(solveRestricted({ nItems, gram, shared: gram, penalty: 2, maxSelf: 0 }, 1));
    for (let target = 0; target < nItems; target++) {
      expect(found.filter((row) => row[target] !== 0)).toHaveLength(1);
    }
    // Of item 4's three sessions 0 and 2 hold all, 0 stands in fewer others: shared / (total of 0 + penalty) = 3 / (4 + 2)
    expect(found[0][4]).toBeCloseTo(3 / 6, 6);
  });
});
