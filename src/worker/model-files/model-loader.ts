import type { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../../events/event/event.js';
import { tryModel } from '../shopper/try-model.js';
import { type ModelCache, openModelCache } from './model-cache.js';
import { createUnreachableError, requestFile } from './model-request.js';
import { type ModelVersion, type RequestFile, readVersion } from './model-version.js';
import { requestManifest } from './request-manifest.js';
import { updateModel } from './update-model.js';

export interface LoadedModel extends Pick<ModelVersion, 'model' | 'modelHash'> {
  /** Requests it took until there was a model: none where the device had one. */
  readonly requestCount: number;
  /** Looks for a newer version where the model came from the device; see `updateModel`. Never rejects. */
  update(report: (error: VitrineError) => void): Promise<void>;
}

/** What of the platform loading needs; a worker gives its own. */
export interface LoaderPlatform {
  readonly fetch: typeof fetch;
  /** Where files are kept between pages; undefined to keep nothing. */
  readonly caches?: CacheStorage;
  /** Whether the network may be asked; false serves what the device has, and nothing else. Default true. */
  readonly mayFetch?: boolean;
  /** Ms since 1970. */
  readonly now?: () => number;
  /** What is known of the shopper, which a new version is tried on; by default nothing is. */
  readonly events?: () => readonly RecordedEvent[];
}

/**
 * Loads a model directory and verifies every file of it: from the device at once where it has one, else from the server.
 *
 * Every request is a plain GET that depends on the model alone, never on the shopper.
 *
 * @param modelUrl absolute URL of the model directory, ending in a slash
 * @throws VitrineError `MODEL_UNREACHABLE`, `MODEL_VERSION`, or `MODEL_CORRUPT` when a file is not what the manifest says,
 *   or holds what no model can be run by
 */
export async function loadModel(modelUrl: string, platform: LoaderPlatform): Promise<LoadedModel> {
  const cache = await openModelCache(platform.caches);
  const manifestUrl = new URL('manifest.json', modelUrl).href;
  let requestCount = 0;
  const request: RequestFile = async (file) => {
    if (platform.mayFetch === false) throw createUnreachableError('this device saves data, and has no model', true);
    requestCount++;
    return requestFile(platform.fetch, file);
  };
  const now = platform.now ?? Date.now;
  const tryOut = (model: ModelVersion['model']) => tryModel(model, platform.events?.() ?? [], now);

  const kept = await readKept(modelUrl, manifestUrl, cache);
  if (kept) {
    const { model, modelHash, keys } = kept;
    const parts = { modelUrl, manifestUrl, cache, request, tryOut, kept: { modelHash, keys }, now };
    return { model, modelHash, requestCount, update: (report) => updateModel({ ...parts, report }) };
  }
  const manifest = await requestManifest(request, manifestUrl);
  const { model, modelHash, keys } = await readVersion({ modelUrl, manifest, cache, request, tryOut });
  // Only a model that is whole and understood is found by the next page.
  await cache.write(manifestUrl, manifest);
  await cache.keepOnly(modelUrl, [manifestUrl, ...keys]);
  return { model, modelHash, requestCount, update: async () => {} };
}

/** The model on this device; none where it is not whole, or of a format that this build does not read. */
async function readKept(modelUrl: string, manifestUrl: string, cache: ModelCache): Promise<ModelVersion | undefined> {
  const manifest = await cache.read(manifestUrl);
  return manifest && readVersion({ modelUrl, manifest, cache }).catch(() => undefined);
}
