import { decodeModel } from '../../encoder/artifact/artifact.js';
import { parseCatalog } from '../../encoder/artifact/catalog.js';
import { type Manifest, parseManifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { toVitrineError, VitrineError } from '../../errors.js';
import type { ModelCache } from './model-cache.js';
import type { Bytes, FileRequest } from './model-request.js';
import { sha256 } from './sha256.js';

type ManifestFile = Manifest['files'][number];

/** A model that is whole and understood, as one manifest describes it. */
export interface ModelVersion {
  readonly model: Model;
  /** First 16 hex digits of the manifest's SHA-256. */
  readonly modelHash: string;
  /** Under which keys its files are in the cache, where that takes them. */
  readonly keys: readonly string[];
}

export interface VersionSource {
  /** Absolute URL of the model directory, ending in a slash. */
  readonly modelUrl: string;
  /** The bytes of its manifest.json. */
  readonly manifest: Bytes;
  readonly cache: ModelCache;
  /** Absent to read what the device has, and nothing else. */
  readonly request?: RequestFile;
  /** Runs a model that comes from the server once, and rejects where its answers are of no use. */
  readonly tryOut?: (model: Model) => Promise<void>;
}

/** Fetches a file; null where it is longer than was allowed, see `requestFile`. */
export type RequestFile = (file: FileRequest) => Promise<Bytes | null>;

/**
 * Reads the version of a model that a manifest describes, and verifies every file of it.
 *
 * A file comes from the cache while its hash is the manifest's, else from the server into the cache. The manifest itself
 * is not written there: that makes a version the one that answers. A version that may be new is tried out before.
 *
 * @throws VitrineError `MODEL_UNREACHABLE`, `MODEL_VERSION`, or `MODEL_CORRUPT` when a file is not what the manifest says,
 *   or holds what no model can be run by
 */
export async function readVersion(source: VersionSource): Promise<ModelVersion> {
  const { modelUrl, manifest, cache, request, tryOut } = source;
  const parsed = parseManifest(new TextDecoder().decode(manifest));
  const keys: string[] = [];
  const read = async (path: string): Promise<Bytes> => {
    const file = findFile(parsed, path);
    const url = new URL(path, modelUrl).href;
    const key = `${url}?sha256=${file.sha256}`;
    keys.push(key);
    const cached = await cache.read(key);
    if (cached && (await isIntact(cached, file))) return cached;
    if (!request) throw new VitrineError('MODEL_CORRUPT', `${url} is not whole on this device`);
    const bytes = await requestVerified(request, file, url);
    await cache.write(key, bytes);
    return bytes;
  };
  const [weights, catalog] = await Promise.all([read('weights.safetensors'), read('catalog.json')]);
  try {
    const model = decodeModel(parsed, weights, parseCatalog(new TextDecoder().decode(catalog)));
    if (request) await tryOut?.(model);
    return { model, modelHash: (await sha256(manifest)).slice(0, 16), keys };
  } catch (error) {
    throw toModelError(error);
  }
}

async function requestVerified(request: RequestFile, file: ManifestFile, url: string): Promise<Bytes> {
  // Next, past a proxy or the browser that holds the file of the version before; once.
  for (const cache of ['default', 'reload'] as const) {
    const bytes = await request({ url, cache, maxBytes: file.bytes });
    if (bytes && (await isIntact(bytes, file))) return bytes;
  }
  throw new VitrineError(
    'MODEL_CORRUPT',
    `${url} is not the file of ${file.bytes} bytes that manifest.json describes: deploy the whole model directory again`,
  );
}

function findFile(manifest: Manifest, path: string): ManifestFile {
  const file = manifest.files.find((candidate) => candidate.path === path);
  if (file) return file;
  throw new VitrineError('MODEL_CORRUPT', `manifest.json lists no ${path}: deploy the whole model directory again`);
}

async function isIntact(bytes: Bytes, file: ManifestFile): Promise<boolean> {
  return bytes.length === file.bytes && (await sha256(bytes)) === file.sha256;
}

/** Whatever goes wrong while a model is read says that it is none: memory that it asks for, a name that is no name. */
function toModelError(error: unknown): VitrineError {
  const { code, message } = toVitrineError(error, 'MODEL_CORRUPT');
  if (code.startsWith('MODEL_')) return error as VitrineError;
  const advice = 'train it again, or deploy the one before';
  return new VitrineError('MODEL_CORRUPT', `the model cannot be used: ${message}: ${advice}`, { cause: error });
}
