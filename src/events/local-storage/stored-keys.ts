/** The keys in localStorage that begin so. Throws what localStorage throws. */
export function storedKeys(storage: Storage | null, prefix: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < (storage?.length ?? 0); i++) {
    const key = storage!.key(i);
    if (key?.startsWith(prefix)) found.push(key);
  }
  return found;
}
