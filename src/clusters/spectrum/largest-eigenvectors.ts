import type { Random } from '../../random.js';
import { type Eigen, symmetricEigen } from './symmetric-eigen.js';

/** Writes the product of a symmetric matrix [n, n] and a vector [n] to `out`. */
export type Multiply = (vector: Float64Array, out: Float64Array) => void;

/** Vectors beside those sought, which let the last of these settle. */
const spare = 8;

/** Of the polynomial that each round passes the vectors through. */
const degree = 24;

const maxRounds = 100;

/** How far M v may be from λ v. */
const tolerance = 1e-7;

/**
 * The eigenvectors of the largest eigenvalues of a symmetric matrix with all eigenvalues in -1..1, given only by its
 * products: a block of vectors is passed through Chebyshev polynomials, which raise the wanted end of the spectrum over
 * the rest, and made the eigenvectors of the block's span, until they hold still.
 *
 * A block, since the largest eigenvalue of a graph in parts is there once for each part, and a single sequence of
 * vectors (Lanczos) finds one vector of each value. Dense decompositions take O(n³), this O(edges) a product.
 *
 * @param count how many, at most n
 * @returns values [count], descending, and vectors [count, n], each of length 1
 * @see Zhou et al. 2006, doi:10.1016/j.jcp.2006.03.017
 */
export function largestEigenvectors(multiply: Multiply, n: number, count: number, random: Random): Eigen {
  const width = Math.min(n, count + spare);
  let block: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: n }, () => random.normal()),
  );
  let values = new Float64Array(width);
  let unwantedUpTo = 0; // the polynomial stays within -1..1 from -1 to here
  for (let round = 0; round < maxRounds; round++) {
    orthonormalize(block, random);
    const images = block.map((vector) => imageOf(vector, multiply));
    const gram = new Float64Array(width * width);
    for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) gram[i * width + j] = dot(block[i], images[j]);
    const ritz = symmetricEigen(gram, width);
    values = new Float64Array(ritz.values);
    block = combine(block, ritz.vectors);
    const rotated = combine(images, ritz.vectors);
    const isSettled = (i: number) => Math.sqrt(squareOfRest(rotated[i], block[i], values[i])) <= tolerance;
    if (width === n || Array.from({ length: count }, (_, i) => i).every(isSettled)) break;
    unwantedUpTo = Math.min(0.999999, Math.max(values[width - 1], -0.5));
    block = block.map((vector) => raise(vector, multiply, unwantedUpTo));
  }
  const vectors = new Float64Array(count * n);
  for (let i = 0; i < count; i++) vectors.set(block[i], i * n);
  return { values: values.subarray(0, count), vectors };
}

/** T(M') v, with T the Chebyshev polynomial and M' the matrix stretched so that -1..upTo becomes -1..1. */
function raise(vector: Float64Array, multiply: Multiply, upTo: number): Float64Array {
  const centre = (upTo - 1) / 2;
  const halfWidth = (upTo + 1) / 2;
  const stretch = (own: Float64Array) =>
    imageOf(own, multiply).map((value, i) => (value - centre * own[i]) / halfWidth);
  let before = vector;
  let current = stretch(vector);
  for (let d = 2; d <= degree; d++) {
    const next = stretch(current);
    for (let i = 0; i < next.length; i++) next[i] = 2 * next[i] - before[i];
    before = current;
    current = next;
  }
  return current;
}

/** Makes vectors of length 1 that are at right angles to each other (Gram and Schmidt, twice, against rounding). */
function orthonormalize(block: Float64Array[], random: Random): void {
  block.forEach((vector, v) => {
    let length = Math.sqrt(dot(vector, vector));
    for (let pass = 0; pass < 2; pass++) {
      for (let p = 0; p < vector.length; p++) vector[p] /= length;
      for (const earlier of block.slice(0, v)) {
        const share = dot(earlier, vector);
        for (let p = 0; p < vector.length; p++) vector[p] -= share * earlier[p];
      }
      length = Math.sqrt(dot(vector, vector));
      if (length > 1e-10) continue;
      // It lay among the earlier ones: another takes its place.
      for (let p = 0; p < vector.length; p++) vector[p] = random.normal();
      length = Math.sqrt(dot(vector, vector));
      pass = -1;
    }
    for (let p = 0; p < vector.length; p++) vector[p] /= length;
  });
}

/** Sums of the vectors, one for each row of weights. */
function combine(block: readonly Float64Array[], weights: Float64Array): Float64Array[] {
  return block.map((_, row) => {
    const sum = new Float64Array(block[0].length);
    block.forEach((vector, v) => {
      const weight = weights[row * block.length + v];
      for (let p = 0; p < sum.length; p++) sum[p] += weight * vector[p];
    });
    return sum;
  });
}

function imageOf(vector: Float64Array, multiply: Multiply): Float64Array {
  const out = new Float64Array(vector.length);
  multiply(vector, out);
  return out;
}

function squareOfRest(image: Float64Array, vector: Float64Array, value: number): number {
  return image.reduce((sum, own, p) => sum + (own - value * vector[p]) ** 2, 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < a.length; p++) sum += a[p] * b[p];
  return sum;
}
