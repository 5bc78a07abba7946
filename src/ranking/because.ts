import type { Companions } from '../encoder/item-features/companions.js';

/**
 * Finds for each item the one of the shopper's recent items that lies nearest in the model's embedding space.
 *
 * It is a statement about the model (cosine similarity of its item embeddings), kept only where the nearest is clearly
 * near: at least `minSimilarity`.
 *
 * @param embeddings row-major, [n, size]
 * @param items rows to explain, [m]
 * @param history rows of the shopper's recent items, [h]
 * @returns places in `history`, or -1: [m]
 */
export function nearestInHistory(
  embeddings: Float32Array,
  size: number,
  items: ArrayLike<number>,
  history: ArrayLike<number>,
  minSimilarity = 0.3,
): Int16Array {
  const norm = (row: number) => Math.sqrt(dot(embeddings, row, row, size)) || 1;
  const historyNorms = Array.from(history, norm);
  return Int16Array.from(items, (item) => {
    const itemNorm = norm(item);
    let nearest = -1;
    let best = minSimilarity;
    for (let h = 0; h < history.length; h++) {
      if (history[h] === item) continue;
      const similarity = dot(embeddings, item, history[h], size) / (itemNorm * historyNorms[h]);
      if (similarity >= best) {
        best = similarity;
        nearest = h;
      }
    }
    return nearest;
  });
}

function dot(embeddings: Float32Array, a: number, b: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += embeddings[a * size + i] * embeddings[b * size + i];
  return sum;
}

/**
 * Finds for each item the one of the shopper's recent items that speaks for it most as a companion: what the model
 * adds to its score for that item alone.
 *
 * @param items rows to explain, [m]
 * @param history rows of the shopper's recent items, [h]
 * @returns places in `history`, or -1 where none of them speaks for the item: [m]
 */
export function strongestCompanion(
  { perItem, items: companions, strengths }: Pick<Companions, 'perItem' | 'items' | 'strengths'>,
  items: ArrayLike<number>,
  history: ArrayLike<number>,
): Int16Array {
  const strongest = new Map<number, { place: number; strength: number }>();
  for (let place = 0; place < history.length; place++) {
    const end = (history[place] + 1) * perItem;
    for (let i = history[place] * perItem; i < end && companions[i] >= 0; i++) {
      const strength = strengths[i];
      if (strength > (strongest.get(companions[i])?.strength ?? 0)) strongest.set(companions[i], { place, strength });
    }
  }
  return Int16Array.from(items, (item) => strongest.get(item)?.place ?? -1);
}
