/**
 * What an origin has stored for a namespace, wherever a page can store; the model's files are the same for everyone.
 *
 * @returns what was found, in words; empty where there is nothing
 */
export async function storedFor(namespace: string): Promise<string[]> {
  const keysOf = (storage: Storage) => Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  const isOurs = (name?: string) => name === namespace || name?.startsWith(`${namespace}:`) || !isKnown(name);
  // Other trips' leftovers are theirs.
  const isKnown = (name?: string) => name?.startsWith('trip-');
  const databases = (await indexedDB.databases()).map(({ name }) => name).filter(isOurs);
  const files: string[] = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      if (!/\/model\/[\w.-]+(\?[\w=&-]*)?$/.test(url)) files.push(url);
    }
  }
  return [
    ...databases.map((name) => `the database ${name}`),
    ...keysOf(localStorage)
      .filter(isOurs)
      .map((key) => `localStorage ${key}`),
    ...keysOf(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...files.map((url) => `the cached file ${url}`),
    ...(document.cookie ? [`the cookie ${document.cookie}`] : []),
  ];
}
