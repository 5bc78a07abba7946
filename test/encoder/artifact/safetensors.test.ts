import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../../../src/encoder/artifact/safetensors.js';
import { VitrineError } from '../../../src/errors.js';

const tensors: Record<string, StoredTensor> = {
  bytes: { dtype: 'I8', shape: [3], data: Int8Array.of(-1, 0, 127) },
  'a/halves': { dtype: 'F16', shape: [1, 2], data: Uint16Array.of(0x3c00, 0xc000) },
  'a/floats': { dtype: 'F32', shape: [2, 1], data: Float32Array.of(1.5, -2) },
  none: { dtype: 'F32', shape: [0, 4], data: new Float32Array(0) },
};

const tensor: fc.Arbitrary<StoredTensor> = fc.oneof(
  fc.float32Array({ maxLength: 9 }).map((data) => ({ dtype: 'F32' as const, shape: [data.length], data })),
  fc.uint16Array({ maxLength: 9 }).map((data) => ({ dtype: 'F16' as const, shape: [data.length], data })),
  fc.int8Array({ maxLength: 9 }).map((data) => ({ dtype: 'I8' as const, shape: [data.length], data })),
);
// `__metadata__` is the format's own, `__proto__` no key of a plain object.
const name = fc.string({ maxLength: 12 }).filter((text) => !text.startsWith('__'));

/** A file whose header says what the test wants. */
function fileOf(header: unknown, data = new Uint8Array(8), length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

/** Bytes from one place to another, as a header tells of them. */
const bytesAt = (start: number, end: number) => ({ dtype: 'I8', shape: [end - start], data_offsets: [start, end] });

describe('safetensors', () => {
  it('gives back what was written', () => {
    expect(decodeSafetensors(encodeSafetensors(tensors))).toEqual(tensors);
    fc.assert(
      fc.property(fc.dictionary(name, tensor), (any) => {
        expect(decodeSafetensors(encodeSafetensors(any))).toEqual({ ...any });
      }),
    );
  });

  it('writes the same bytes whatever order the tensors come in', () => {
    const reversed = Object.fromEntries(Object.entries(tensors).reverse());
    expect(encodeSafetensors(reversed)).toEqual(encodeSafetensors(tensors));
  });

  it('reads a file that starts at an odd address', () => {
    const file = encodeSafetensors(tensors);
    const shifted = new Uint8Array(file.length + 1);
    shifted.set(file, 1);
    expect(decodeSafetensors(shifted.subarray(1))).toEqual(tensors);
  });

  it('views aligned tensors in place, without a copy', () => {
    const file = encodeSafetensors(tensors);
    expect(decodeSafetensors(file)['a/floats']!.data.buffer).toBe(file.buffer);
  });

  it('ignores metadata, which other writers add', () => {
    const file = fileOf({ __metadata__: { format: 'pt' }, x: { dtype: 'I8', shape: [8], data_offsets: [0, 8] } });
    expect(Object.keys(decodeSafetensors(file))).toEqual(['x']);
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a header longer than the file', fileOf('{}', new Uint8Array(0), 1000n)],
    ['a header of absurd length', fileOf('{}', new Uint8Array(0), 2n ** 63n)],
    ['a header that is no JSON', fileOf('{"x":')],
    ['a header that is no object', fileOf('null')],
    ['a tensor that is nothing', fileOf({ x: null })],
    ['a tensor of an unknown type', fileOf({ x: { dtype: 'BF16', shape: [1], data_offsets: [0, 2] } })],
    ['a tensor without a shape', fileOf({ x: { dtype: 'I8', data_offsets: [0, 2] } })],
    ['a tensor of negative size', fileOf({ x: { dtype: 'I8', shape: [-1], data_offsets: [1, 0] } })],
    ['a tensor of half a value', fileOf({ x: { dtype: 'I8', shape: [1.5], data_offsets: [0, 1.5] } })],
    ['a tensor without offsets', fileOf({ x: { dtype: 'I8', shape: [1] } })],
    ['a tensor past the end', fileOf({ x: { dtype: 'F32', shape: [4], data_offsets: [0, 16] } })],
    ['bytes that two tensors share', fileOf({ x: bytesAt(0, 8), y: bytesAt(4, 8) })],
    ['bytes that no tensor has, between two', fileOf({ x: bytesAt(0, 2), y: bytesAt(4, 8) })],
    ['bytes that no tensor has, at the end', fileOf({ x: bytesAt(0, 2) })],
    ['a size beyond all numbers', fileOf({ x: { dtype: 'I8', shape: [2 ** 52, 2 ** 52], data_offsets: [0, 8] } })],
    ['a type that is no text', fileOf({ x: { dtype: { toString: 1 }, shape: [8], data_offsets: [0, 8] } })],
    ['offsets that do not fit the shape', fileOf({ x: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } })],
  ])('refuses %s', (_, file) => {
    expect(() => decodeSafetensors(file)).toThrow(expect.objectContaining({ code: 'MODEL_CORRUPT' }));
  });

  it('takes a tensor called __proto__ for a tensor of that name, and for nothing else', () => {
    const file = fileOf(`{"__proto__":${JSON.stringify(bytesAt(0, 8))}}`);
    const read = decodeSafetensors(file);
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(read.shape).toBeUndefined();
  });

  it('never throws anything but a typed error, whatever byte is changed', () => {
    const whole = encodeSafetensors(tensors);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const file = Uint8Array.from(whole);
        file[at]! ^= flip;
        try {
          decodeSafetensors(file);
        } catch (error) {
          expect(error).toBeInstanceOf(VitrineError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
