import { expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { invertMatrix } from '../../../src/train/numerics/invert-matrix.js';

it('inverts by hand', () => {
  // 2 x 3 - 1 x 1 = 5
  const inverse = invertMatrix(Float64Array.of(2, 1, 1, 3), 2);
  expect([...inverse].map((value) => Number(value.toFixed(12)))).toEqual([0.6, -0.2, -0.2, 0.4]);
});

// Sizes on either side of the blocks that it works in.
it.each([1, 5, 63, 64, 65, 131, 300])(
  'gives the identity when it is multiplied with what it inverted, of %d rows',
  (n) => {
    const random = createRandom(n);
    const half = Float64Array.from({ length: n * n }, () => random.normal());
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) matrix[i * n + j] += half[i * n + k] * half[j * n + k];
      }
      matrix[i * n + i] += 10;
    }
    const inverse = invertMatrix(matrix.slice(), n);
    let worst = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = i === j ? -1 : 0;
        for (let k = 0; k < n; k++) sum += matrix[i * n + k] * inverse[k * n + j];
        worst = Math.max(worst, Math.abs(sum));
      }
    }
    expect(worst).toBeLessThan(1e-9);
  },
);
