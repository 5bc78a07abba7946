/**
 * The scores of some items for one shopper. The worker makes one after each event, and it is kept as short text in
 * localStorage, where the next page reads it at once and orders its first lists, before anything is loaded there.
 */
export interface OrderRecord {
  /** The model that made it, by the first 16 hex digits of its manifest's SHA-256. */
  readonly modelHash: string;
  /** Events of the shopper's history that the scores reflect. */
  readonly eventCount: number;
  /** When it was made, ms since 1970. */
  readonly madeAt: number;
  /** The pause that ends a visit for the model, ms: after it the model would answer for a new one. */
  readonly sessionGapMs: number;
  /** The weight that the model gives to the shop's own order. */
  readonly positionWeight: number;
  /** How many of the first items stood in lists that the shopper was shown lately, latest first. */
  readonly nShown: number;
  /** Distinct, [n]. */
  readonly itemIds: readonly string[];
  /** One for each item, [n]; kept in 3,249 steps. */
  readonly scores: ArrayLike<number>;
  /** The shopper's recent items that reasons point at, latest first: at most 55. */
  readonly history: readonly string[];
  /** For each of the first items the place in `history` of what it owes most to, or -1: [m], m up to n. */
  readonly because: ArrayLike<number>;
}

/** What the text holds, in its order; the scores are the lowest, the step between two, and the steps of each as digits. */
type StoredRecord = [
  version: number,
  modelHash: string,
  eventCount: number,
  madeAt: number,
  positionWeight: number,
  nShown: number,
  itemIds: string,
  low: number,
  step: number,
  digits: string,
  history: string,
  because: string,
  sessionGapMs: number,
];

/** Raised when the text changes its meaning: a page reads no other version. */
const version = 1;

/** Limits the text of a record, in characters: the head script reads and parses all of it before the first paint. */
export const maxRecordLength = 16_000;

/** The printable characters from `#` to `[` are the digits: JSON writes each as it is. */
const firstDigit = 35;
const base = 57;

/** Steps between the lowest and the highest score: two digits. */
const maxStep = base * base - 1;

/** Separates ids. An id that holds one is left out. */
const separator = '\n';

/**
 * Writes a record as text of at most `maxRecordLength` characters. Items at the end that do not fit are left out.
 */
export function writeOrderRecord(record: OrderRecord, maxLength = maxRecordLength): string {
  let n = record.itemIds.length;
  for (;;) {
    const text = writeItems(record, n);
    if (text.length <= maxLength || n === 0) return text;
    // Rarely: the caller has counted already, but not what JSON escapes.
    n = Math.min(n - 1, Math.floor((n * maxLength) / text.length));
  }
}

/** How many characters an item takes in a record, unless its id holds what JSON escapes. */
export function recordLengthOf(itemId: string): number {
  return itemId.length + separator.length + 1 + 2;
}

function writeItems(record: OrderRecord, n: number): string {
  const { modelHash, eventCount, madeAt, sessionGapMs, positionWeight, history, because } = record;
  const ids: string[] = [];
  const scores: number[] = [];
  let [low, high, nShown, reasons] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, ''];
  for (let place = 0; place < n; place++) {
    const [id, score] = [record.itemIds[place], record.scores[place]];
    if (!isWritable(id)) continue;
    ids.push(id);
    scores.push(score);
    low = Math.min(low, score);
    high = Math.max(high, score);
    if (place < record.nShown) nShown++;
    if (place < because.length) reasons += digit(because[place] + 1);
  }
  if (ids.length === 0) [low, high] = [0, 0];
  const step = (high - low) / maxStep || 1;
  let digits = '';
  for (const score of scores) {
    const steps = Math.round((score - low) / step);
    digits += digit(Math.floor(steps / base)) + digit(steps % base);
  }
  const past = history.map((id) => (isWritable(id) ? id : '')).join(separator);
  const head = [version, modelHash, eventCount, madeAt, positionWeight, nShown];
  return JSON.stringify([...head, ids.join(separator), low, step, digits, past, reasons, sessionGapMs]);
}

const isWritable = (id: string) => id !== '' && !id.includes(separator);

const digit = (value: number) => String.fromCharCode(firstDigit + value);

/**
 * Reads the scores alone of a record's text, by item id.
 *
 * @returns with the weight of the shop's own order; no scores for text that is no whole record of this version
 * @throws where the text is no JSON
 */
export function readOrderScores(text: string): readonly [scores: ReadonlyMap<string, number>, positionWeight: number] {
  const [read, , , , positionWeight, , ids, low, step, digits] = JSON.parse(text) as StoredRecord;
  const scores = new Map<string, number>();
  const digitAt = (place: number) => digits.charCodeAt(place) - firstDigit;
  if (read === version && text.length <= maxRecordLength) {
    for (const id of ids.split(separator)) {
      const place = 2 * scores.size;
      scores.set(id, low + step * (digitAt(place) * base + digitAt(place + 1)));
    }
  }
  return [scores, positionWeight];
}

/**
 * Reads a record from its text.
 *
 * @returns null for text that is none: cut off, of another version, too long, with numbers that are none
 */
export function readOrderRecord(text: string | null | undefined): OrderRecord | null {
  try {
    if (!text || text.length > maxRecordLength) return null;
    const parts = JSON.parse(text) as StoredRecord;
    const [read, modelHash, eventCount, madeAt, positionWeight, nShown, ids, low, step, digits, past, reasons, gap] =
      parts;
    const itemIds = ids ? ids.split(separator) : [];
    const digitAt = (place: number) => digits.charCodeAt(place) - firstDigit;
    const scores = itemIds.map((_, i) => low + step * (digitAt(2 * i) * base + digitAt(2 * i + 1)));
    const because = itemIds.slice(0, reasons.length).map((_, i) => reasons.charCodeAt(i) - firstDigit - 1);
    const isWhole =
      read === version &&
      digits.length === 2 * itemIds.length &&
      [eventCount, madeAt, positionWeight, nShown, low, step, gap, ...scores].every(Number.isFinite);
    if (!isWhole) return null;
    return {
      modelHash,
      eventCount,
      madeAt,
      sessionGapMs: gap,
      positionWeight,
      nShown,
      itemIds,
      scores,
      history: past.split(separator),
      because,
    };
  } catch {
    return null;
  }
}
