import { type Companions, companionFeatures, createCompanionTally } from '../../encoder/item-features/companions.js';
import type { SparseFeatures } from './choice-model.js';

const nFeatures = companionFeatures.length;

/** The companion features of every item that has any, and behind them what repeats add to its score. */
export function describeItems(
  tokens: Int32Array,
  companions: Companions,
  repeats: ReadonlyMap<number, number>,
  sessionStart: number,
): SparseFeatures {
  const rows = new Map<number, number[]>();
  const tally = createCompanionTally(companions, sessionStart);
  for (const token of tokens) tally.push(token);
  tally.visit((item, features) => rows.set(item, [...features, 0]));
  for (const [item, score] of repeats) {
    const row = rows.get(item) ?? new Array<number>(nFeatures + 1).fill(0);
    row[nFeatures] = score;
    rows.set(item, row);
  }
  return {
    items: Int32Array.from(rows.keys()),
    values: Float32Array.from([...rows.values()].flat()),
    width: nFeatures + 1,
  };
}

/** The same with one more feature: whether an item is one of the current session's. */
export function markCurrent(
  { items, values, width }: SparseFeatures,
  tokens: Int32Array,
  sessionStart: number,
): SparseFeatures {
  const current = new Set(tokens.subarray(tokens.lastIndexOf(sessionStart) + 1));
  const wider = new Float32Array(items.length * (width + 1));
  items.forEach((item, entry) => {
    wider.set(values.subarray(entry * width, (entry + 1) * width), entry * (width + 1));
    if (current.has(item)) wider[entry * (width + 1) + width] = 1;
  });
  return { items, values: wider, width: width + 1 };
}
