import { writeFileSync } from 'node:fs';

/**
 * Draws points like embeddings: 100 groups of unequal sizes, as wide as they are apart, so that they overlap.
 *
 * @param {import('../../src/random.js').Random} random
 * @param {string} file gets them as little-endian 32-bit floats, row-major, [n, size]
 */
export function drawPoints({ n, size, random, file }) {
  const nGroups = 100;
  const centres = Float32Array.from({ length: nGroups * size }, () => random.normal());
  const points = new Float32Array(n * size);
  for (let i = 0; i < n; i++) {
    const group = Math.floor(random.next() * random.next() * nGroups);
    for (let d = 0; d < size; d++) points[i * size + d] = centres[group * size + d] + random.normal();
  }
  writeFileSync(file, points);
}
