import { describe, expect, it } from 'vitest';
import { measureSizes } from '../../bench/measure-sizes.mjs';

describe('what a page loads', () => {
  for (const { name, files, kb, budgetKb } of measureSizes()) {
    it(`${name} stays within ${budgetKb} kB gzip`, () => {
      expect(kb).toBeGreaterThan(0.1); // something was measured
      expect(kb).toBeLessThanOrEqual(budgetKb);
    });

    it(`${name} loads no more files than it needs`, () => {
      expect(files.length).toBeLessThanOrEqual(7);
    });
  }
});
