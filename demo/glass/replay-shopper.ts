import { createVitrine, type Vitrine } from '../../src/index.js';
import { type Catalogue, productsOf } from '../shop/catalogue.js';

/** A real order of the test period, which the model was not trained on. */
export interface HeldOutShopper {
  /** When the order was placed, YYYY-MM-DD. */
  readonly day: string;
  /** Items that are shown to the model one after another; an order has no order of its own, so they are shuffled. */
  readonly looked: readonly string[];
  /** The item of the same order that the model is not shown. */
  readonly heldOut: string;
}

/** Where the held-out item stands, from 1. */
export interface HeldOutRanks {
  readonly inCategory: number;
  readonly inCatalogue: number;
}

export interface ReplayStep extends HeldOutRanks {
  /** How many items the model has been shown. */
  readonly shown: number;
}

/** How long the model may take to start and to rank, before the replay gives up. */
const startDeadlineMs = 90_000;
const deadlineMs = 10_000;
/** The model is asked for this often whether it has started. */
const pollMs = 150;

/**
 * Plays a held-out shopper and tells, after each item, where the one that they really bought as well stands.
 *
 * It has a Vitrine and a store of its own, which are erased at the end: the visitor's own history is neither read
 * nor changed. The first step, with nothing shown, is the shop's own order: popularity.
 *
 * @throws Error when the model cannot rank here, or `signal` is aborted
 */
export async function replayShopper(
  shopper: HeldOutShopper,
  catalogue: Catalogue,
  onStep: (step: ReplayStep) => void,
  signal: AbortSignal,
): Promise<void> {
  const category = catalogue.byId.get(shopper.heldOut)?.category ?? '';
  const categoryIds = productsOf(catalogue, category).map(({ id }) => id);
  const allIds = catalogue.products.map(({ id }) => id);
  const vitrine = createVitrine({
    modelUrl: '/model/',
    workerUrl: '/vitrine.worker.js',
    namespace: 'vitrine-replay',
    deadlineMs,
    bots: 'record', // the demo is there to be looked at, by programs too
    holdout: 0, // a visitor comes to see the ranking
  });
  vitrine.setConsent('granted');
  try {
    await vitrine.forget(); // what an interrupted replay may have left
    onStep({
      shown: 0,
      inCategory: placeIn(categoryIds, shopper.heldOut),
      inCatalogue: placeIn(allIds, shopper.heldOut),
    });
    await modelStarted(vitrine, signal);
    for (const [i, itemId] of shopper.looked.entries()) {
      signal.throwIfAborted();
      vitrine.track({ type: 'view_item', itemId });
      const inCategory = placeIn(await rankedIds(vitrine, categoryIds), shopper.heldOut);
      const inCatalogue = placeIn(await rankedIds(vitrine, allIds), shopper.heldOut);
      onStep({ shown: i + 1, inCategory, inCatalogue });
    }
  } finally {
    vitrine.setConsent('denied'); // erases everything of this store
    await vitrine.forget(); // waits for that
    vitrine.stop();
  }
}

async function rankedIds(vitrine: Vitrine, itemIds: readonly string[]): Promise<string[]> {
  const ranking = await vitrine.rerank(itemIds, { slot: 'replay' });
  // An item that the model does not know leaves the shop's order as it was.
  if (ranking.reranked || ranking.reason === 'no-history') return ranking.items;
  throw new Error(`the model did not rank (${ranking.reason})`);
}

/** A second Vitrine starts its worker when the page is idle, and rerank does not wait for that. */
async function modelStarted(vitrine: Vitrine, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  while ((await vitrine.profile()).model === null) {
    signal.throwIfAborted();
    if (performance.now() - startedAt > startDeadlineMs) throw new Error('the model did not start');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function placeIn(itemIds: readonly string[], itemId: string): number {
  return itemIds.indexOf(itemId) + 1;
}
