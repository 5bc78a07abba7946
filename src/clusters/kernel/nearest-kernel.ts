import {
  add,
  add4,
  addWhole4,
  assemble,
  type Code,
  choose4,
  constant,
  constants4,
  get,
  i32,
  isBelow,
  isBelow4,
  load4,
  loadTo4,
  multiply4,
  repeatWhile,
  set,
  store4,
  subtract,
  subtract4,
  v128,
} from './assemble.js';

/** Columns that are measured at once: four vectors of four lanes. */
export const blockSize = 16;

/** Lanes that a row's answer comes in: column c is measured in lane c % 4. */
export const lanes = 4;

/**
 * Finds the columns that are nearest to rows (squared Euclidean distance), all 32-bit floats in `memory`. Addresses are
 * in bytes, and each is that of a matrix: `rows` [n, size], `columns` [nBlocks, size, 16], `out` [n, 2, lanes], the least
 * distance in each lane and then, as whole numbers, its column: the first of equals, -1 where none is finite.
 */
export interface NearestKernel {
  readonly memory: WebAssembly.Memory;
  run(rows: number, rowsEnd: number, bytesPerRow: number, columns: number, nBlocks: number, out: number): void;
}

// Parameters, then locals.
const [row, rowsEnd, bytesPerRow, columns, nBlocks, out] = [0, 1, 2, 3, 4, 5];
const [column, blocksLeft, value, rowEnd] = [6, 7, 8, 9];
const [four, sums, least, nearest, index] = [10, [11, 12, 13, 14], 15, 16, 17];

const infinityBits = 0x7f800000;

const advance = (local: number, bytes: number): Code => set(local, add(get(local), constant(bytes)));

/** sums += (value - columns)², for one coordinate of a row and of 16 columns. */
const measureCoordinate: Code = [
  sums.map((sum, q) => [
    set(four, subtract4(loadTo4(get(value)), load4(get(column), 16 * q))),
    set(sum, add4(get(sum), multiply4(get(four), get(four)))),
  ]),
  advance(value, 4),
  advance(column, 64),
];

/** Keeps what is less than all before it; what is NaN never is. */
const keepLeast = (sum: number): Code => [
  set(four, isBelow4(get(sum), get(least))),
  set(least, choose4(get(sum), get(least), get(four))),
  set(nearest, choose4(get(index), get(nearest), get(four))),
  set(index, addWhole4(get(index), constants4(4, 4, 4, 4))),
];

const measureBlock: Code = [
  sums.map((sum) => set(sum, constants4(0, 0, 0, 0))),
  set(value, get(row)),
  repeatWhile(isBelow(get(value), get(rowEnd)), measureCoordinate),
  sums.map(keepLeast),
  set(blocksLeft, subtract(get(blocksLeft), constant(1))),
];

const measureRow: Code = [
  set(rowEnd, add(get(row), get(bytesPerRow))),
  set(column, get(columns)),
  set(blocksLeft, get(nBlocks)),
  set(least, constants4(infinityBits, infinityBits, infinityBits, infinityBits)),
  set(nearest, constants4(-1, -1, -1, -1)),
  set(index, constants4(0, 1, 2, 3)),
  repeatWhile(get(blocksLeft), measureBlock),
  store4(get(out), 0, get(least)),
  store4(get(out), 16, get(nearest)),
  advance(out, 32),
  set(row, get(rowEnd)),
];

/**
 * Compiles the kernel with so much memory.
 *
 * Four lanes of 32-bit floats measure six times as many distances in a second as plain JavaScript, which computes with
 * one 64-bit number at a time. Each sum is added up in the same order whatever else is measured.
 *
 * @returns undefined where WebAssembly or its vectors are missing, or a content security policy refuses them
 */
export function compileNearestKernel(bytes: number): NearestKernel | undefined {
  try {
    const program = assemble({
      parameters: 6,
      locals: [i32, i32, i32, i32, v128, v128, v128, v128, v128, v128, v128, v128],
      pages: Math.ceil(bytes / 65_536),
      code: repeatWhile(isBelow(get(row), get(rowsEnd)), measureRow),
    });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program));
    return { memory: exports.memory as WebAssembly.Memory, run: exports.run as NearestKernel['run'] };
  } catch {
    return undefined; // the same is computed without it
  }
}
