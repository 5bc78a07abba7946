import { VitrineError } from '../../../errors.js';
import { describeColumns } from './describe-columns.js';

/** A value that a file has, as far as its name goes. */
export interface Place {
  /** Its name, with dots where it stands inside of others. */
  readonly path: string;
  /** The lists that it stands in, the outer first. */
  readonly lists: readonly string[];
  /** Whether it is the value of a key, such as a parameter of GA4's: those may be called anything. */
  readonly isKeyed?: boolean;
}

/** Fields that say something of an item: they are read where the item stands, not of its order or page. */
const itemFields: readonly string[] = ['quantity', 'price', 'title', 'category', 'brand', 'image', 'attributes'];

/** Names of lists that hold what was met; others of the same file hold what was shown, say. */
const likelyLists = /(?:^|\.)(?:items|line_?items|products|events|orders)$/i;

/**
 * Finds the place of each field in one file: the mapped one, which must exist, else the first by a default name. Names match by
 * their letters and figures: `Item ID` is `item_id`. Inside of lists, the item decides which one is unfolded.
 *
 * @param fields default names, the likeliest first
 * @param option which option maps, for messages
 * @throws VitrineError `COLUMN_MISSING` for a mapped column that the file lacks, or that is in another list than the item, and
 * for an item that is in several lists
 */
export function locateColumns<Field extends string, Found extends Place>(
  fields: Readonly<Record<Field, readonly string[]>>,
  mapping: Partial<Readonly<Record<Field, string>>>,
  found: readonly Found[],
  file: string,
  option = '--columns',
): Partial<Record<Field, Found>> {
  const located: Partial<Record<Field, Found>> = {};
  const names = Object.keys(fields) as Field[];
  const matchesOf = (field: Field): Found[] => {
    const mapped = mapping[field];
    if (mapped === undefined) return matchNames(fields[field], found);
    const matches = matchName(mapped, found);
    const numbered = /^\d+$/.test(mapped) ? found[Number(mapped) - 1] : undefined;
    if (matches.length > 0) return matches;
    if (numbered) return [numbered];
    const described = describeColumns(found.map(({ path }) => path));
    throw new VitrineError(
      'COLUMN_MISSING',
      `${file} has no column "${mapped}" (mapped to ${field}), ${described}; correct ${option}`,
    );
  };
  const item = 'item' in fields ? chooseItem(matchesOf('item' as Field), file, option) : undefined;
  if (item) located['item' as Field] = item;
  const moments = names.filter((field) => field === 'time' || field === 'position').flatMap(matchesOf);
  const isUnfolded = item !== undefined && item.lists.length > 0;
  const entriesAreEvents = isUnfolded && moments.some(({ lists }) => lists.join() === item.lists.join());
  for (const field of names) {
    if (field === 'item') continue;
    const matches = matchesOf(field);
    const reachable = matches.filter(({ lists }) => lists.every((list, i) => list === item?.lists[i]));
    if (matches.length > 0 && reachable.length === 0 && mapping[field] !== undefined) {
      const where = matches[0].lists.join(', ');
      throw new VitrineError(
        'COLUMN_MISSING',
        `${file} has "${mapping[field]}" (mapped to ${field}) in the list ${where}, where the item is not: only one list is unfolded; correct ${option}`,
      );
    }
    const usable = reachable.filter((one) => {
      if (!isUnfolded || mapping[field] !== undefined) return true;
      if (itemFields.includes(field)) return parentOf(one) === parentOf(item);
      // A type that stands beside an item alone is the item's.
      return field !== 'event_type' || entriesAreEvents || one.lists.length < item.lists.length;
    });
    const depth = (one: Found) => (entriesAreEvents ? -one.lists.length : one.lists.length);
    const chosen = usable.sort((a, b) => depth(a) - depth(b))[0];
    if (chosen) located[field] = chosen;
  }
  return located;
}

/** The shallowest place; of several as deep, the one in a list that holds what was met. */
function chooseItem<Found extends Place>(matches: readonly Found[], file: string, option: string): Found | undefined {
  const named = matches.filter(({ isKeyed }) => !isKeyed);
  const likeliest = named.length > 0 ? named : matches;
  const least = Math.min(...likeliest.map(({ lists }) => lists.length));
  const shallow = likeliest.filter(({ lists }) => lists.length === least);
  const inLists = [...new Set(shallow.map(({ lists }) => lists.at(-1) ?? ''))];
  if (least === 0 || inLists.length < 2) return shallow[0];
  const likely = shallow.filter(({ lists }) => likelyLists.test(lists.at(-1) ?? ''));
  if (new Set(likely.map(({ lists }) => lists.at(-1))).size === 1) return likely[0];
  throw new VitrineError(
    'COLUMN_MISSING',
    `${file} has items in several lists (${shallow.map(({ path }) => path).join(', ')}): say which by ${option} item=${shallow[0].path}`,
  );
}

function parentOf({ path }: Place): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

/** Places by a name that was given: exactly, else by letters and figures alone, else by the last parts of a path. */
function matchName<Found extends Place>(name: string, found: readonly Found[]): Found[] {
  const exact = found.filter(({ path }) => path === name);
  if (exact.length > 0) return exact;
  const { whole, last } = matchPlainly(name, found);
  return whole.length > 0 ? whole : last;
}

/** Places by any of some usual names: by whole names first, then by the last parts of paths. */
function matchNames<Found extends Place>(names: readonly string[], found: readonly Found[]): Found[] {
  const matches = names.map((name) => matchPlainly(name, found));
  const wholeNames = names.flatMap((name, i) => [...found.filter(({ path }) => path === name), ...matches[i].whole]);
  return [...new Set([...wholeNames, ...matches.flatMap(({ last }) => last)])];
}

function matchPlainly<Found extends Place>(name: string, found: readonly Found[]): { whole: Found[]; last: Found[] } {
  const plain = plainName(name);
  if (plain === '') return { whole: [], last: [] };
  return {
    whole: found.filter(({ path }) => plainName(path) === plain),
    last: found.filter(({ path }) => plainName(path).endsWith(`.${plain}`)),
  };
}

/** `Item ID`, `item-id` and `itemId` are one name; `[]` and `[0]` of a path are no part of it. */
function plainName(name: string): string {
  return name
    .replace(/\[\d*\]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]/gu, '');
}
