import { describe, expect, it } from 'vitest';
import { createColdItems, scoreColdItem } from '../../src/encoder/cold-items.js';
import type { RecordedEvent } from '../../src/events/event.js';
import { createArrayPass } from '../../src/worker/array-pass.js';
import { createHistory } from '../../src/worker/history.js';
import type { ScoreScope } from '../../src/worker/protocol.js';
import { createShopper } from '../../src/worker/shopper.js';
import { createRandomModel } from '../encoder/random-model.js';
import { createTextModel } from '../encoder/text-model.js';

const reader = createTextModel({ scores: 'cosine' });
const page: ScoreScope = {
  itemIds: ['item-3', 'new', 'unnamed', 'item-5'],
  descriptions: [{ title: 'known' }, { title: 'Red mug', category: 'mugs' }, null, null],
};

/** A shopper who looked at one item and searched. */
function shopperOf(model: typeof reader) {
  const history = createHistory(100);
  const events: RecordedEvent[] = [
    { type: 'view_item', itemId: 'item-7', id: 'a', time: 0 },
    { type: 'search', query: 'red mug', id: 'b', time: 1000 },
  ];
  history.add(events);
  const pass = createArrayPass(model);
  const execution = {
    backend: () => 'cpu' as const,
    warmUpMs: () => 0,
    encode: async (sequence: Parameters<typeof pass.encode>[0]) => pass.encode(sequence),
  };
  return createShopper({ model, modelHash: 'x', history, execution, now: () => 2000 });
}

describe('an item that the model never saw', () => {
  it('is scored by what the page says of it, among those that it knows', async () => {
    const shopper = shopperOf(reader);
    const scored = await shopper.score();
    const { table } = shopper.toReply(scored, page);
    expect(table.itemIds).toEqual(['item-3', 'item-5', 'new']);
    const item = createColdItems(reader)({ title: 'Red mug', category: 'mugs' })!;
    expect(table.sequence[2]).toBeCloseTo(scoreColdItem(scored.catalogue!.shopper.embedding, item), 5);
    expect([table.cluster[2], table.repeat[2], table.because[2]]).toEqual([0, 0, -1]);
  });

  it('is not among the best of the catalogue, nor in the snapshot', async () => {
    const shopper = shopperOf(reader);
    const scored = await shopper.score();
    expect(shopper.toReply(scored, { limit: 100, exclude: [] }).table.itemIds).not.toContain('new');
    expect(shopper.toSnapshot(scored)!.table.itemIds).not.toContain('new');
  });

  it('stays unknown to a model that reads no text', async () => {
    const shopper = shopperOf(createRandomModel());
    expect(shopper.toReply(await shopper.score(), page).table.itemIds).toEqual(['item-3', 'item-5']);
  });
});
