import type { Catalog } from '../../encoder/artifact/manifest.js';
import { nSpecialTokens } from '../../sequence/sequence.js';
import type { Sharing } from '../item-item/cooccurrences.js';
import { buildItemGraph } from '../item-item/item-graph.js';
import { type Composition, ownRows } from './composition.js';
import { contentRows } from './content-rows.js';
import { smoothComposition } from './smooth-composition.js';

/** Neighbours that an item keeps; as many again may keep it. */
const maxNeighbours = 8;
/** What an item keeps of itself. */
const selfWeight = 0.5;

export interface ComposeTokensOptions {
  /** How much each bucket says, [textBuckets]; absent where no text is read. */
  readonly bucketWeights?: Float32Array;
  /** 0 knows of no neighbours. */
  readonly graphLayers: number;
  /** Who stands behind neighbours, see `cooccurrences`. */
  readonly sharing?: Sharing;
}

/**
 * Decides what the row of each token is made of: its own row, its text, its neighbours'.
 *
 * @param sessions their items, for the graph of who shares sessions with whom
 */
export function composeTokens(
  catalog: Catalog,
  sessions: readonly (readonly number[])[],
  { bucketWeights, graphLayers, sharing }: ComposeTokensOptions,
): Composition {
  const nItems = catalog.itemIds.length;
  const base = bucketWeights ? contentRows(catalog, bucketWeights) : ownRows(nItems + nSpecialTokens);
  if (graphLayers === 0) return base;
  const distinct = sessions.map((items) => [...new Set(items)]);
  const graph = buildItemGraph(distinct, nItems, { maxNeighbours, selfWeight, sharing });
  let smoothed = base;
  for (let layer = 0; layer < graphLayers; layer++) smoothed = smoothComposition(smoothed, graph);
  return smoothed;
}
