import { decodeModel, type Model } from '../encoder/artifact.js';
import { parseCatalog } from '../encoder/catalog.js';
import { type Manifest, parseManifest } from '../encoder/manifest.js';
import { toVitrineError, VitrineError } from '../errors.js';
import { type ModelCache, openModelCache } from './model-cache.js';
import { sha256 } from './sha256.js';

export interface LoadedModel {
  readonly model: Model;
  /** First 16 hex digits of the manifest's SHA-256. */
  readonly modelHash: string;
  /** Requests it took: the manifest, and what the cache did not have. */
  readonly requestCount: number;
}

/** What of the platform loading needs; a worker gives its own. */
export interface LoaderPlatform {
  readonly fetch: typeof fetch;
  /** Where files are kept between pages; undefined to keep nothing. */
  readonly caches?: CacheStorage;
}

type Bytes = Uint8Array<ArrayBuffer>;
type ManifestFile = Manifest['files'][number];

/**
 * Loads a model directory and verifies every file of it.
 *
 * The manifest is revalidated on every page; the other files come from the cache while their hash is the manifest's.
 * Offline, or while the server fails, the cached manifest serves. Every request is a plain GET that depends on the
 * model alone, never on the shopper.
 *
 * @param modelUrl absolute URL of the model directory, ending in a slash
 * @throws VitrineError `MODEL_UNREACHABLE`, `MODEL_VERSION`, or `MODEL_CORRUPT` when a file is not what the manifest says
 */
export async function loadModel(modelUrl: string, platform: LoaderPlatform): Promise<LoadedModel> {
  const cache = await openModelCache(platform.caches);
  let requestCount = 0;
  const request = async (url: string, mode: RequestCache): Promise<Bytes> => {
    requestCount++;
    return get(platform.fetch, url, mode);
  };

  const manifestUrl = new URL('manifest.json', modelUrl).href;
  const manifestBytes = await request(manifestUrl, 'no-cache').catch((error: UnreachableError) =>
    readOffline(cache, manifestUrl, error),
  );
  const manifest = parseManifest(new TextDecoder().decode(manifestBytes));

  const fetchVerified = async (file: ManifestFile, url: string): Promise<Bytes> => {
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
  };
  const keys = [manifestUrl];
  const load = async (path: string): Promise<Bytes> => {
    const file = findFile(manifest, path);
    const url = new URL(path, modelUrl).href;
    const key = `${url}?sha256=${file.sha256}`;
    keys.push(key);
    const cached = await cache.read(key);
    if (cached && (await isIntact(cached, file))) return cached;
    const bytes = await fetchVerified(file, url);
    await cache.write(key, bytes);
    return bytes;
  };

  const [weights, catalog] = await Promise.all([load('weights.safetensors'), load('catalog.json')]);
  const model = decode(manifest, weights, catalog);
  // Only a model that is whole and understood replaces the one before.
  await cache.write(manifestUrl, manifestBytes);
  await cache.keepOnly(modelUrl, keys);
  return { model, modelHash: (await sha256(manifestBytes)).slice(0, 16), requestCount };
}

/** Carries the HTTP status, or none when nothing answered. */
class UnreachableError extends VitrineError {
  constructor(
    message: string,
    readonly status?: number,
    cause?: unknown,
  ) {
    super('MODEL_UNREACHABLE', message, { cause });
  }
}

async function get(fetchFile: typeof fetch, url: string, cache: RequestCache): Promise<Bytes> {
  let response: Response;
  try {
    response = await fetchFile(url, { cache });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new UnreachableError(
      `${url} cannot be fetched: is modelUrl right, and may this page connect there?`,
      undefined,
      cause,
    );
  }
  throw new UnreachableError(`${url} answered ${response.status}: is modelUrl the model directory?`, response.status);
}

/** A server that says the model is gone is believed; one that fails, or no connection, is not the model's end. */
async function readOffline(cache: ModelCache, manifestUrl: string, error: UnreachableError): Promise<Bytes> {
  const isPassing = error.status === undefined || error.status >= 500;
  const cached = isPassing ? await cache.read(manifestUrl) : undefined;
  if (!cached) throw error;
  return cached;
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
