import { decodeModel, type Model } from '../encoder/artifact.js';
import { parseCatalog } from '../encoder/catalog.js';
import { type Manifest, parseManifest } from '../encoder/manifest.js';
import { toVitrineError, VitrineError } from '../errors.js';
import type { ModelCache } from './model-cache.js';
import type { Bytes } from './model-request.js';
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
  readonly request?: (url: string, mode: RequestCache) => Promise<Bytes>;
}

/**
 * Reads the version of a model that a manifest describes, and verifies every file of it.
 *
 * A file comes from the cache while its hash is the manifest's, else from the server into the cache. The manifest itself
 * is not written there: that makes a version the one that answers.
 *
 * @throws VitrineError `MODEL_UNREACHABLE`, `MODEL_VERSION`, or `MODEL_CORRUPT` when a file is not what the manifest says
 */
export async function readVersion({ modelUrl, manifest, cache, request }: VersionSource): Promise<ModelVersion> {
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
  return { model: decode(parsed, weights, catalog), modelHash: (await sha256(manifest)).slice(0, 16), keys };
}

async function requestVerified(
  request: NonNullable<VersionSource['request']>,
  file: ManifestFile,
  url: string,
): Promise<Bytes> {
  const bytes = await request(url, 'default');
  if (await isIntact(bytes, file)) return bytes;
  // A proxy or the browser may hold the file of the version before: ask past them, once.
  const reloaded = await request(url, 'reload');
  if (await isIntact(reloaded, file)) return reloaded;
  throw new VitrineError(
    'MODEL_CORRUPT',
    `${url} (${reloaded.length} bytes) is not the file of ${file.bytes} bytes that manifest.json describes: ` +
      'deploy the whole model directory again',
  );
}

function findFile(manifest: Manifest, path: string): ManifestFile {
  const file = manifest.files.find((candidate) => candidate?.path === path);
  if (file) return file;
  throw new VitrineError('MODEL_CORRUPT', `manifest.json lists no ${path}: deploy the whole model directory again`);
}

async function isIntact(bytes: Bytes, file: ManifestFile): Promise<boolean> {
  return bytes.length === file.bytes && (await sha256(bytes)) === file.sha256;
}

function decode(manifest: Manifest, weights: Bytes, catalog: Bytes): Model {
  try {
    return decodeModel(manifest, weights, parseCatalog(new TextDecoder().decode(catalog)));
  } catch (error) {
    throw toVitrineError(error, 'MODEL_CORRUPT', 'the model cannot be read');
  }
}
