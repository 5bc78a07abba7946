import { toVitrineError, type VitrineError } from '../../errors.js';
import type { ModelCache } from './model-cache.js';
import { isPassing } from './model-request.js';
import { readVersion, type VersionSource } from './model-version.js';
import { requestManifest } from './request-manifest.js';
import { sha256 } from './sha256.js';

export interface ModelUpdate extends Required<Omit<VersionSource, 'manifest'>> {
  readonly manifestUrl: string;
  /** SHA-256 of the manifest that answers now, its first 16 digits, and the keys of its files. */
  readonly kept: { readonly modelHash: string; readonly keys: readonly string[] };
  readonly report: (error: VitrineError) => void;
  /** Ms since 1970. */
  readonly now: () => number;
}

/** How long a version that was refused is left alone: a deploy that is half done is over by then. */
export const refusedForMs = 10 * 60_000;

/**
 * Looks for a version newer than the one on the device, and keeps it for the next page once every file of it is whole and
 * understood and has been tried out. Where anything is wrong with it, the last good version goes on, and the shop hears of
 * it; the new one is asked for again after `refusedForMs`, or as soon as its manifest is another.
 *
 * Never rejects. Without a connection, or while the server answers anything but the manifest (a fault, a limit, a login),
 * nothing is told: the next page asks again. Only a server that answers 404 or 410 is believed that the model is gone, from
 * the next page on.
 */
export async function updateModel(update: ModelUpdate): Promise<void> {
  const { modelUrl, manifestUrl, cache, request, tryOut, kept, report, now } = update;
  const refusalKey = `${manifestUrl}?refused`;
  const keep = (...further: string[]) => cache.keepOnly(modelUrl, [manifestUrl, ...kept.keys, ...further]);
  try {
    const manifest = await requestManifest(request, manifestUrl);
    const hash = (await sha256(manifest)).slice(0, 16);
    if (hash === kept.modelHash || (await isRefused(cache, refusalKey, hash, now()))) return;
    try {
      const version = await readVersion({ modelUrl, manifest, cache, request, tryOut });
      await cache.write(manifestUrl, manifest);
      await cache.keepOnly(modelUrl, [manifestUrl, ...version.keys]);
    } catch (error) {
      if (isPassing(error)) return;
      await cache.write(refusalKey, new TextEncoder().encode(`${hash} ${now()}`));
      await keep(refusalKey);
      report(toVitrineError(error, 'MODEL_CORRUPT', 'the new model is refused, the last good one stays'));
    }
  } catch (error) {
    if (isPassing(error)) return;
    const failure = toVitrineError(error, 'MODEL_CORRUPT');
    if (failure.code === 'MODEL_UNREACHABLE') await cache.keepOnly(modelUrl, []);
    report(failure);
  }
}

async function isRefused(cache: ModelCache, key: string, hash: string, now: number): Promise<boolean> {
  const [refused, at] = new TextDecoder().decode(await cache.read(key)).split(' ');
  // A clock that was set back must not refuse for ever.
  return refused === hash && Math.abs(now - Number(at)) < refusedForMs;
}
