/** Instructions of WebAssembly as bytes, nested as the code is. */
export type Code = number | readonly Code[];

/** Types of values. */
export const i32 = 0x7f;
export const v128 = 0x7b;

const end = 0x0b;
const noResult = 0x40;

/** A whole number as the format stores it: seven bits a byte, the lowest first. */
function leb(value: number): Code[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}

/** The same for numbers that have a sign bit, for those from 0 on. */
function signedLeb(value: number): Code[] {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signedLeb(value >>> 7)];
}

/** What stands at an address that is a multiple of four bytes, `offset` bytes on. */
const at = (offset: number): Code => [2, leb(offset)];

const simd = (opcode: number): Code => [0xfd, leb(opcode)];

export const get = (local: number): Code => [0x20, local];
export const set = (local: number, value: Code): Code => [value, 0x21, local];
export const constant = (value: number): Code => [0x41, signedLeb(value)];
export const add = (a: Code, b: Code): Code => [a, b, 0x6a];
export const subtract = (a: Code, b: Code): Code => [a, b, 0x6b];
export const isBelow = (a: Code, b: Code): Code => [a, b, 0x49];
/** Runs its code once, and again as long as the condition at its end is not 0. */
export const repeatWhile = (condition: Code, code: Code): Code => [0x03, noResult, code, condition, 0x0d, 0, end];

/** Four 32-bit floats from memory. */
export const load4 = (address: Code, offset: number): Code => [address, simd(0x00), at(offset)];
/** One of them, four times. */
export const loadTo4 = (address: Code): Code => [address, simd(0x09), at(0)];
export const store4 = (address: Code, offset: number, value: Code): Code => [address, value, simd(0x0b), at(offset)];
/** Four whole numbers, or by their bits four floats. */
export const constants4 = (...values: readonly [number, number, number, number]): Code => [
  simd(0x0c),
  [...new Uint8Array(Int32Array.from(values).buffer)],
];
export const addWhole4 = (a: Code, b: Code): Code => [a, b, simd(0xae)];
/** All bits of a lane where a is below b there, else none. */
export const isBelow4 = (a: Code, b: Code): Code => [a, b, simd(0x43)];
/** Each bit of a where that of the mask is 1, else of b. */
export const choose4 = (a: Code, b: Code, mask: Code): Code => [a, b, mask, simd(0x52)];
export const add4 = (a: Code, b: Code): Code => [a, b, simd(0xe4)];
export const subtract4 = (a: Code, b: Code): Code => [a, b, simd(0xe5)];
export const multiply4 = (a: Code, b: Code): Code => [a, b, simd(0xe6)];

/**
 * A module of one function without a result, `run`, on a memory of its own, `memory`.
 *
 * @param parameters how many, each an i32
 * @param locals the types of the locals, whose numbers follow on those of the parameters
 * @param pages of 64 kB that the memory has
 * @see https://webassembly.github.io/spec/core/binary/modules.html
 * @example new WebAssembly.Module(assemble({ parameters: 0, locals: [], pages: 1, code: [] }))
 */
export function assemble(program: {
  readonly parameters: number;
  readonly locals: readonly number[];
  readonly pages: number;
  readonly code: Code;
}): Uint8Array<ArrayBuffer> {
  const { parameters, locals, pages, code } = program;
  const header = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = [1, 0x60, sized(new Array<number>(parameters).fill(i32)), 0];
  const body = [sized(locals.map((type) => [1, type])), code, end];
  const sections: [number, Code][] = [
    [1, types],
    [3, [1, 0]],
    [5, [1, 0, leb(pages)]],
    [7, [2, name('run'), 0, 0, name('memory'), 2, 0]],
    [10, [1, inBytes(body)]],
  ];
  return Uint8Array.from(flatten([header, sections.map(([id, content]) => [id, inBytes(content)])]));
}

/** A list behind the number of its entries. */
function sized(entries: readonly Code[]): Code {
  return [leb(entries.length), entries];
}

/** Code behind the number of its bytes. */
function inBytes(code: Code): Code {
  const bytes = flatten(code);
  return [leb(bytes.length), bytes];
}

function name(text: string): Code {
  return sized(Array.from(text, (letter) => letter.charCodeAt(0)));
}

function flatten(code: Code): number[] {
  return typeof code === 'number' ? [code] : code.flatMap(flatten);
}
