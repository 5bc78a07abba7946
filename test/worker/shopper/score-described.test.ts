import { describe, expect, it } from 'vitest';
import { createColdItems, scoreColdItem } from '../../../src/encoder/cold-items/cold-items.js';
import type { RecordedEvent } from '../../../src/events/event/event.js';
import { readOrderRecord } from '../../../src/ranking/order-record.js';
import { createArrayPass } from '../../../src/worker/execution/array-pass.js';
import { createHistory } from '../../../src/worker/shopper/history.js';
import { createShopper } from '../../../src/worker/shopper/shopper.js';
import type { ScoreScope } from '../../../src/worker/wire/protocol.js';
import { createRandomModel } from '../../encoder/random-model.js';
import { createTextModel } from '../../encoder/text-model.js';

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
    standingsAt: pass.standingsAt,
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

  it('is not among the best of the catalogue, nor in the order record', async () => {
    const shopper = shopperOf(reader);
    const scored = await shopper.score();
    expect(shopper.toReply(scored, { limit: 100, exclude: [] }).table.itemIds).not.toContain('new');
    expect(readOrderRecord(shopper.toRecord(scored))!.itemIds).not.toContain('new');
  });

  it('stays unknown to a model that reads no text and whose catalogue has no titles', async () => {
    const shopper = shopperOf(createRandomModel());
    expect(shopper.toReply(await shopper.score(), page).table.itemIds).toEqual(['item-3', 'item-5']);
  });
});

describe('an item that reads like known ones', () => {
  const { catalog, ...model } = createRandomModel({ nItems: 1200 });
  // The shopper looked at item-7.
  const titles = catalog.itemIds.map((_, row) => (row === 7 ? 'Red mug' : row % 2 === 0 ? 'Tin mug' : 'Blue bag'));
  const titled = { ...model, catalog: { ...catalog, titles } };

  it('is scored once the titles are read, which asks for several stretches of a large catalogue', async () => {
    const shopper = shopperOf(titled);
    const scored = await shopper.score();
    expect(shopper.toReply(scored, page).table.itemIds).toEqual(['item-3', 'item-5']);
    expect(shopper.prepare({ itemIds: ['item-3'] })).toBeUndefined();
    await shopper.prepare(page);
    expect(shopper.prepare(page)).toBeUndefined();
    const { table } = shopper.toReply(scored, page);
    expect(table.itemIds).toEqual(['item-3', 'item-5', 'new']);
    expect(table.sequence[2]).toBeGreaterThan(-50);
  });

  it('owes its place to the item of the shopper’s that it reads most like', async () => {
    const shopper = shopperOf(titled);
    const scored = await shopper.score();
    await shopper.prepare(page);
    const table = (title: string) => shopper.toReply(scored, { itemIds: ['new'], descriptions: [{ title }] }).table;
    const { history, because } = table('Red mug');
    expect(history[because[0]!]).toBe('item-7');
    expect(table('Blue bag').because[0]).toBe(-1);
  });

  it('ranks before one that reads like nothing the shopper met', async () => {
    const even = { ...titled, itemBias: new Float32Array(1200), itemEmbeddings: titled.itemEmbeddings.map(() => 0) };
    const shopper = shopperOf(even);
    const scored = await shopper.score();
    const scope = { itemIds: ['bag', 'mug'], descriptions: [{ title: 'Blue bag' }, { title: 'Red mug' }] };
    await shopper.prepare(scope);
    const { itemIds, sequence } = shopper.toReply(scored, scope).table;
    expect(itemIds).toEqual(['bag', 'mug']);
    expect(sequence[1]).toBeGreaterThan(sequence[0]! + 1);
  });
});
