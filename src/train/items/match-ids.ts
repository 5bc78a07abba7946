/** What a file says of items, by the ids of a vocabulary. */
export interface MatchedItems<Item> {
  readonly items: ReadonlyMap<string, Item>;
  /** How many of them are written in another way in the file: `123` for `00123`, `l100` for `L100`. */
  readonly nLoose: number;
}

/**
 * Finds items by their ids; one that is not there as it is written, by what is left without case, leading zeros and a `.0`, as
 * spreadsheets take and add them, where that is one item on both sides.
 *
 * @param ids the ids of the vocabulary
 * @param described what a file says, by its own ids
 * @example matchIds(['00123'], new Map([['123', 'Lamp']])).items.get('00123') // 'Lamp'
 */
export function matchIds<Item>(ids: readonly string[], described: ReadonlyMap<string, Item>): MatchedItems<Item> {
  const items = new Map<string, Item>();
  for (const id of ids) {
    const item = described.get(id);
    if (item !== undefined) items.set(id, item);
  }
  if (items.size === ids.length || described.size === 0) return { items, nLoose: 0 };
  const nExact = items.size;
  const byKey = groupByKey(described.keys());
  for (const [key, alike] of groupByKey(ids)) {
    const theirs = byKey.get(key);
    if (alike.length !== 1 || theirs?.length !== 1 || items.has(alike[0])) continue;
    items.set(alike[0], described.get(theirs[0]) as Item);
  }
  return { items, nLoose: items.size - nExact };
}

function groupByKey(ids: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const key = looseKey(id);
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return groups;
}

function looseKey(id: string): string {
  const key = id.trim().toLowerCase();
  return /^\d+(?:\.0+)?$/.test(key) ? key.replace(/\.0+$/, '').replace(/^0+(?=\d)/, '') : key;
}
