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
