import type { Catalog, Manifest } from '../../src/encoder/artifact/manifest.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../../src/encoder/artifact/safetensors.js';
import { sha256 } from '../../src/worker/model-files/sha256.js';

/** The files of a model directory, by name. */
export type ModelFiles = Record<string, Uint8Array<ArrayBuffer>>;

/** Makes a hostile model of a good one. */
export type Mutation = (files: ModelFiles) => Promise<ModelFiles>;

/** A value anywhere in JSON, for tests that break it. */
// biome-ignore lint/suspicious/noExplicitAny: a mutation writes whatever it likes wherever it likes
export type Loose = any;

const encode = (value: unknown) =>
  new Uint8Array(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Changes the manifest; text takes its place as it is. */
export function inManifest(change: (manifest: Loose) => unknown): Mutation {
  return async (files) => {
    const manifest: Manifest = JSON.parse(decode(files['manifest.json']!));
    return { ...files, 'manifest.json': encode(change(manifest) ?? manifest) };
  };
}

/** Changes a file, and its size and hash in the manifest with it. */
export function inFile(name: string, change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): Mutation {
  return async (files) => {
    const bytes = new Uint8Array(change(Uint8Array.from(files[name]!)));
    const hash = await sha256(bytes);
    const told = inManifest((manifest) => {
      Object.assign(
        manifest.files.find(({ path }: { path: string }) => path === name),
        { bytes: bytes.length, sha256: hash },
      );
    });
    return told({ ...files, [name]: bytes });
  };
}

/** Changes the catalogue. */
export function inCatalog(change: (catalog: Loose) => unknown): Mutation {
  return inFile('catalog.json', (bytes) => {
    const catalog: Catalog = JSON.parse(decode(bytes));
    return encode(change(catalog) ?? catalog);
  });
}

/** Changes tensors. */
export function inTensors(change: (tensors: Record<string, Loose>) => void): Mutation {
  return inFile('weights.safetensors', (bytes) => {
    const tensors: Record<string, StoredTensor> = { ...decodeSafetensors(bytes) };
    change(tensors);
    return encodeSafetensors(tensors);
  });
}

/** Puts a value into a tensor, which becomes one of floats where it holds integers. */
export function valueIn(name: string, value: number, place = 0): Mutation {
  return inTensors((tensors) => {
    const { shape, data, dtype } = tensors[name];
    const floats = dtype === 'F16' ? new Float32Array(data.length).fill(0.5) : Float32Array.from(data);
    floats[place] = value;
    tensors[name] = { dtype: 'F32', shape, data: floats };
  });
}

/** Changes the header of the weights; text takes its place as it is. */
export function inHeader(change: (header: Loose) => unknown, told?: bigint): Mutation {
  return inFile('weights.safetensors', (bytes) => {
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(decode(bytes.subarray(8, 8 + length)));
    const text = encode(change(header) ?? header);
    const file = new Uint8Array(8 + text.length + bytes.length - 8 - length);
    new DataView(file.buffer).setBigUint64(0, told ?? BigInt(text.length), true);
    file.set(text, 8);
    file.set(bytes.subarray(8 + length), 8 + text.length);
    return file;
  });
}
