import { describe, expect, it } from 'vitest';
import { compareLabels } from '../../../src/train/cluster-lab/agreement.js';

const rows = [0, 1, 2, 3, 4, 5];

describe('compareLabels', () => {
  it('calls clusters that are those of bags of items taste', () => {
    const { agreement, text } = compareLabels(
      'bags of items',
      rows,
      Int32Array.of(0, 0, 1, 1, 2, 2),
      [2, 2, 0, 0, 1, 1],
    );
    expect(agreement).toBe(1);
    expect(text).toMatch(/agree with bags of items at ARI 1\.00 \(6 shoppers\): they are taste, not behaviour$/);
  });

  it('calls them nothing where they are others', () => {
    const other = compareLabels('bags of items', rows, Int32Array.of(0, 0, 0, 1, 1, 1), [0, 1, 0, 1, 0, 1]);
    expect(other.agreement).toBeLessThan(0.1);
    expect(other.text).toMatch(/\(6 shoppers\)$/);
  });

  it('leaves out who belongs to no cluster, and has nothing to say of nobody', () => {
    expect(compareLabels('chains', rows, Int32Array.of(0, 0, 1, 1, -1, -1), [0, 0, 1, 1, 0, 1])).toMatchObject({
      agreement: 1,
      nShoppers: 4,
    });
    expect(() => compareLabels('chains', [0], Int32Array.of(-1), [0])).toThrow(
      expect.objectContaining({ code: 'DATA_TOO_SMALL' }),
    );
  });
});
