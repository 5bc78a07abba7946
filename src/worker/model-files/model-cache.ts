import { inTime } from '../wire/in-time.js';
import { modelCacheName } from '../wire/protocol.js';

/** A model's files on the device; whatever fails in it, or hangs, the network still serves. */
export interface ModelCache {
  read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  write(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Deletes the entries under `prefix` that are not in `keys`: the files of earlier versions. */
  keepOnly(prefix: string, keys: readonly string[]): Promise<void>;
}

/**
 * Opens the cache; without Cache Storage (plain HTTP, a private mode, no permission yet) one that is always empty.
 *
 * @param storage `caches` of the worker, or undefined to keep nothing
 */
export async function openModelCache(storage: CacheStorage | undefined): Promise<ModelCache> {
  const wait = <T>(work: Promise<T>) => inTime(work, 'Cache Storage');
  const cache = storage && (await wait(storage.open(modelCacheName)).catch(() => undefined));
  if (!cache) return { read: async () => undefined, write: async () => {}, keepOnly: async () => {} };
  return {
    async read(key) {
      try {
        const response = await wait(cache.match(key));
        return response && new Uint8Array(await wait(response.arrayBuffer()));
      } catch {
        return undefined;
      }
    },
    async write(key, bytes) {
      try {
        await wait(cache.put(key, new Response(bytes)));
      } catch {
        // The quota is full: the next page fetches it again.
      }
    },
    async keepOnly(prefix, keys) {
      try {
        for (const { url } of await wait(cache.keys())) {
          if (url.startsWith(prefix) && !keys.includes(url)) await wait(cache.delete(url));
        }
      } catch {
        // What is left over is found again next time.
      }
    },
  };
}
