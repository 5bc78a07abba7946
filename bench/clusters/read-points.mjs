import { readFileSync } from 'node:fs';

/** @returns {Float32Array} the floats of a file, as they stand there */
export function readPoints(file) {
  const { buffer, byteOffset, length } = readFileSync(file);
  return new Float32Array(buffer, byteOffset, length / 4);
}
