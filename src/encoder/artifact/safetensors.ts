import { VitrineError } from '../../errors.js';

/** A tensor as it lies in the file; half floats stay raw bit patterns. */
export type StoredTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'I32'; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly dtype: 'F16'; readonly shape: readonly number[]; readonly data: Uint16Array }
  | { readonly dtype: 'U16'; readonly shape: readonly number[]; readonly data: Uint16Array }
  | { readonly dtype: 'I8'; readonly shape: readonly number[]; readonly data: Int8Array };

const arrayTypes = { F32: Float32Array, I32: Int32Array, F16: Uint16Array, U16: Uint16Array, I8: Int8Array };

/** Where a tensor's bytes are, after the header. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** What the header says of a tensor: its bytes by their places after the header. */
interface HeaderEntry {
  readonly dtype: keyof typeof arrayTypes;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Writes tensors in the safetensors format, the largest element size first, so that every tensor can be viewed in
 * place without a copy.
 *
 * The bytes depend on the tensors alone: the same model gives the same file.
 *
 * @see https://github.com/huggingface/safetensors#format
 */
export function encodeSafetensors(tensors: Readonly<Record<string, StoredTensor>>): Uint8Array {
  const entries = Object.entries(tensors).sort(
    ([nameA, a], [nameB, b]) =>
      b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || (nameA < nameB ? -1 : nameA > nameB ? 1 : 0),
  );
  const header: Record<string, HeaderEntry> = {};
  let offset = 0;
  for (const [name, { dtype, shape, data }] of entries) {
    header[name] = { dtype, shape: [...shape], data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json + ' '.repeat((8 - (new TextEncoder().encode(json).length % 8)) % 8));
  const file = new Uint8Array(8 + text.length + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  for (const [name, { data }] of entries) {
    const [start] = header[name].data_offsets;
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 8 + text.length + start);
  }
  return file;
}

/**
 * Reads a safetensors file; the tensors are views on its bytes where alignment allows, else copies.
 *
 * @throws VitrineError `MODEL_CORRUPT` for anything that is not a whole, consistent file
 */
export function decodeSafetensors(file: Uint8Array): Record<string, StoredTensor> {
  if (file.length < 8) throw corrupt(`has ${file.length} bytes, expected at least 8`);
  const headerLength = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const dataStart = 8 + headerLength;
  if (dataStart > file.length) throw corrupt(`says its header has ${headerLength} bytes, but the file ends before`);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(file.subarray(8, dataStart)));
  } catch (cause) {
    throw corrupt('has a header that is no JSON', cause);
  }
  if (!isRecord(header)) throw corrupt('has a header that is no object');
  // Without a prototype: a tensor may be called __proto__.
  const tensors: Record<string, StoredTensor> = Object.create(null);
  const places: Place[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name !== '__metadata__') tensors[name] = viewTensor(file, dataStart, name, entry, places);
  }
  checkPlaces(places, file.length - dataStart);
  return tensors;
}

/** The format allows no gap and no byte that two tensors share. */
function checkPlaces(places: Place[], length: number): void {
  let end = 0;
  for (const place of places.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (place.start !== end) throw corrupt(`has ${end} bytes of tensors, and then one that begins at ${place.start}`);
    end = place.end;
  }
  if (end !== length) throw corrupt(`has ${length} bytes after its header, of which tensors take ${end}`);
}

function viewTensor(file: Uint8Array, dataStart: number, name: string, entry: unknown, places: Place[]): StoredTensor {
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (!isStoredType(dtype)) throw corrupt(`stores ${name} as another type, expected F32, I32, F16, U16 or I8`);
  if (!isCounts(shape)) throw corrupt(`gives ${name} a shape that is no list of whole numbers`);
  const ArrayType = arrayTypes[dtype];
  const count = shape.reduce((product, n) => product * n, 1);
  const [start, end] = isCounts(offsets) ? offsets : [];
  const hasRoom = dataStart + end <= file.length && end - start === count * ArrayType.BYTES_PER_ELEMENT;
  if (!hasRoom) throw corrupt(`gives ${name} bytes ${start} to ${end}, which do not hold its ${count} values`);
  places.push({ start, end });
  const position = file.byteOffset + dataStart + start;
  const isAligned = position % ArrayType.BYTES_PER_ELEMENT === 0;
  const data = isAligned
    ? new ArrayType(file.buffer as ArrayBuffer, position, count)
    : new ArrayType(file.slice(dataStart + start, dataStart + end).buffer);
  return { dtype, shape, data } as StoredTensor;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isStoredType(dtype: unknown): dtype is StoredTensor['dtype'] {
  return typeof dtype === 'string' && Object.hasOwn(arrayTypes, dtype);
}

function isCounts(values: unknown): values is number[] {
  return Array.isArray(values) && values.every((n) => Number.isSafeInteger(n) && n >= 0);
}

function corrupt(what: string, cause?: unknown): VitrineError {
  return new VitrineError('MODEL_CORRUPT', `the safetensors file ${what}: fetch or train the model again`, { cause });
}
