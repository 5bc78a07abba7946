import { describe, expect, it } from 'vitest';
import type { Ranking, RerankRequest } from '../../../src/index.js';
import { createHitOrders, type Hit } from '../../../src/storefront/instantsearch/hit-orders.js';

const hitsOf = (...ids: string[]) => ids.map((objectID) => ({ objectID }));

/**
 * Orders of which each turns its page around.
 *
 * @param turns whether it does now
 */
function createOrders(turns: () => boolean, isKnownAtOnce = true) {
  const order = <Item>(items: readonly Item[], _request?: RerankRequest<Item>): Ranking<Item> => ({
    items: turns() ? [...items].reverse() : [...items],
    reranked: true,
    explain: () => null,
  });
  const rerank = async <Item>(items: readonly Item[]) => order(items);
  const rerankNow = <Item>(items: readonly Item[]): Ranking<Item> =>
    isKnownAtOnce ? order(items) : { ...order(items), reranked: false, reason: 'no-scores' };
  return createHitOrders({ rerank, rerankNow }, {} satisfies RerankRequest<Hit>);
}

describe('orders of pages of hits', () => {
  it('are unknown before they were asked for, and the search’s while the answer is under way', async () => {
    const orders = createOrders(() => true);
    const hits = hitsOf('a', 'b');
    expect(orders.arrange(hits)).toBeUndefined();
    const asking = orders.ask(hits);
    expect(orders.arrange(hits)).toEqual(hits);
    expect(await asking).toBe(true);
    expect(orders.arrange(hits)).toEqual(hitsOf('b', 'a'));
  });

  it('hold for other objects of the same hits, which InstantSearch makes at every render', async () => {
    const orders = createOrders(() => true);
    await orders.ask(hitsOf('a', 'b'));
    const rendered = hitsOf('a', 'b').map((hit) => ({ ...hit, __position: 1 }));
    expect(orders.arrange(rendered)).toEqual([rendered[1], rendered[0]]);
    expect(orders.arrange(hitsOf('a', 'c'))).toBeUndefined();
  });

  it('are forgotten at once, also the one that is asked for at that moment', async () => {
    const orders = createOrders(() => true);
    await orders.ask(hitsOf('a', 'b'));
    const asking = orders.ask(hitsOf('c', 'd'));
    orders.forget();
    expect(await asking).toBe(false);
    expect(orders.arrange(hitsOf('a', 'b'))).toBeUndefined();
    expect(orders.arrange(hitsOf('c', 'd'))).toBeUndefined();
    expect(await orders.ask(hitsOf('a', 'b'))).toBe(true);
  });

  it('say whether anything stands elsewhere than before', async () => {
    let turns = false;
    const orders = createOrders(() => turns);
    expect(await orders.ask(hitsOf('a', 'b'))).toBe(false);
    turns = true;
    expect(await orders.ask(hitsOf('a', 'b'))).toBe(true);
    expect(await orders.ask(hitsOf('a', 'b'))).toBe(false);
  });

  it('are the search’s where a page is to be kept', async () => {
    const orders = createOrders(() => true);
    orders.keep(hitsOf('a', 'b'));
    expect(orders.arrange(hitsOf('a', 'b'))).toEqual(hitsOf('a', 'b'));
  });

  it('are there at once, and then hold, where the device knows enough', () => {
    let turns = true;
    const orders = createOrders(() => turns);
    expect(orders.arrangeNow(hitsOf('a', 'b'))).toEqual(hitsOf('b', 'a'));
    turns = false;
    expect(orders.arrange(hitsOf('a', 'b'))).toEqual(hitsOf('b', 'a'));
  });

  it('are unknown still where the device does not know enough', () => {
    const orders = createOrders(() => true, false);
    expect(orders.arrangeNow(hitsOf('a', 'b'))).toBeUndefined();
    expect(orders.arrange(hitsOf('a', 'b'))).toBeUndefined();
  });

  it('of the oldest pages are let go', async () => {
    const orders = createOrders(() => true);
    for (let i = 0; i <= 50; i++) await orders.ask(hitsOf(`${i}`, 'b'));
    expect(orders.arrange(hitsOf('0', 'b'))).toBeUndefined();
    expect(orders.arrange(hitsOf('1', 'b'))).toBeDefined();
  });
});
