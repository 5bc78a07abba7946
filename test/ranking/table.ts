import type { ScoreTable } from '../../src/ranking/score-table.js';

/** A table in which each item has just the given sequence score. */
export function tableOf(scores: Readonly<Record<string, number>>): ScoreTable {
  const itemIds = Object.keys(scores);
  return {
    itemIds,
    sequence: Float32Array.from(Object.values(scores)),
    cluster: new Float32Array(itemIds.length),
    repeat: new Float32Array(itemIds.length),
    history: [],
    because: new Int16Array(itemIds.length).fill(-1),
  };
}
