import { VitrineError } from '../../errors.js';
import type { Bytes } from './model-request.js';
import type { RequestFile } from './model-version.js';

/** Bytes of a manifest at most. That of the demo's model has 11,000; a log of 10,000 files adds a million. */
export const maxManifestBytes = 4 << 20;

/**
 * Fetches `manifest.json`, past the browser's cache unless the server says that it has not changed.
 *
 * @throws VitrineError `MODEL_UNREACHABLE`, or `MODEL_CORRUPT` when it is too long to be one
 */
export async function requestManifest(request: RequestFile, url: string): Promise<Bytes> {
  const manifest = await request({ url, cache: 'no-cache', maxBytes: maxManifestBytes });
  if (manifest) return manifest;
  throw new VitrineError(
    'MODEL_CORRUPT',
    `${url} has more than ${maxManifestBytes} bytes, expected a manifest: is modelUrl the model directory?`,
  );
}
