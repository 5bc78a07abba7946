/** Cache Storage in memory: the few methods that the worker calls. */
export function createMemoryCaches(): CacheStorage & { entries(): string[] } {
  const entries = new Map<string, Uint8Array<ArrayBuffer>>();
  const cache = {
    match: async (url: string) => (entries.has(url) ? new Response(entries.get(url)) : undefined),
    put: async (url: string, response: Response) => {
      entries.set(url, new Uint8Array(await response.arrayBuffer()));
    },
    keys: async () => [...entries.keys()].map((url) => ({ url })),
    delete: async (url: string) => entries.delete(url),
  };
  const storage = { open: async () => cache, entries: () => [...entries.keys()] };
  return storage as unknown as CacheStorage & { entries(): string[] };
}
