import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import type { RecordedEvent } from '../../events/event/event.js';
import { totalScores } from '../../ranking/score.js';
import { createArrayPass } from '../execution/array-pass.js';
import { createHistory } from './history.js';
import { createShopper, type ShopperParts } from './shopper.js';

/** Items of the made visits: enough to run every part of a model, and few enough to take no time. */
const madeItems = 12;

const day = 86_400_000;

/**
 * Runs a model as it will be run: for the device's own shopper, and for a made one, who visits twice and comes back. A
 * model that passes gives finite scores that are not all the same.
 *
 * @param events of the shopper, oldest first; may be empty
 * @param now ms since 1970
 * @throws VitrineError `MODEL_CORRUPT`, or whatever the model throws
 */
export async function tryModel(model: Model, events: readonly RecordedEvent[], now: () => number): Promise<void> {
  for (const tried of [madeVisits(model, now()), events]) {
    const history = createHistory(Math.max(1, tried.length));
    history.add(tried);
    const { encode, standingsAt } = createArrayPass(model);
    const execution: ShopperParts['execution'] = {
      backend: () => 'cpu',
      warmUpMs: () => 0,
      encode: async (sequence) => encode(sequence),
      standingsAt,
    };
    const shopper = createShopper({ model, modelHash: '', history, execution, now });
    const scored = await shopper.score();
    shopper.standing(scored);
    shopper.toRecord(scored);
    if (scored.catalogue && model.vocabulary.size > 1 && isFlat(totalScores(scored.catalogue.parts))) {
      throw new VitrineError('MODEL_CORRUPT', 'the model gives all items the same score: train it again');
    }
  }
}

function isFlat(scores: Float32Array): boolean {
  return scores.every((score) => score === scores[0]);
}

/** Views and purchases of items from all over the catalogue, a search among them; the last visit was yesterday. */
function madeVisits({ vocabulary }: Model, now: number): RecordedEvent[] {
  const ids = Array.from({ length: madeItems }, (_, i) => Math.floor((i * vocabulary.size) / madeItems));
  const items = [...new Set(ids)].map((row) => vocabulary.itemIds[row]);
  const visit = (name: string, start: number): RecordedEvent[] => [
    { type: 'search', query: 'gift', id: `${name} search`, time: start },
    ...items.map((itemId, i) => ({
      type: i % 3 === 2 ? ('add_to_cart' as const) : ('view_item' as const),
      itemId,
      id: `${name} ${i}`,
      time: start + (i + 1) * 60_000,
    })),
  ];
  return [...visit('first', now - 30 * day), ...visit('second', now - day)];
}
