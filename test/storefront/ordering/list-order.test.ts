import { describe, expect, it } from 'vitest';
import type { NotRerankedReason, Profile, Ranking, RerankRequest, Vitrine } from '../../../src/index.js';
import { createListOrder } from '../../../src/storefront/ordering/list-order.js';
import { placesIn } from '../../../src/storefront/ordering/order.js';
import { watchProfile } from '../../../src/storefront/ordering/watch-profile.js';

type Asked = RerankRequest<string> & { readonly items: readonly string[]; answer(ranking: Ranking<string>): void };

/**
 * A page whose answers the test gives.
 *
 * @param now what the device knows at once; nothing unless told
 */
function openPage(now: (items: string[]) => Ranking<string> = (items) => kept('no-scores', ...items)) {
  const asked: Asked[] = [];
  const askedNow: (RerankRequest<string> & { readonly items: readonly string[] })[] = [];
  const hearers = new Set<(profile: Profile) => void>();
  const vitrine: Pick<Vitrine, 'rerank' | 'rerankNow' | 'on'> = {
    rerankNow<Item>(items: readonly Item[], request: RerankRequest<Item> = {}) {
      askedNow.push({ ...request, items } as unknown as (typeof askedNow)[0]);
      return now([...items] as unknown as string[]) as unknown as Ranking<Item>;
    },
    rerank: <Item>(items: readonly Item[], request: RerankRequest<Item> = {}) =>
      new Promise<Ranking<Item>>((answer) => {
        asked.push({ ...request, items, answer } as unknown as Asked);
      }),
    on: (_name, listener) => {
      hearers.add(listener as (profile: Profile) => void);
      return () => hearers.delete(listener as (profile: Profile) => void);
    },
  };
  const tellProfile = (profile = { eventCount: 1 } as Profile) => {
    for (const hear of [...hearers]) hear(profile);
  };
  return { vitrine, asked, askedNow, hearers, tellProfile };
}

const ranked = (...items: string[]): Ranking<string> => ({ items, reranked: true, explain: () => null });
const kept = (reason: NotRerankedReason, ...items: string[]): Ranking<string> => ({
  items,
  reranked: false,
  reason,
  explain: () => null,
});
const settle = () => new Promise((resolve) => setTimeout(resolve));

function follow() {
  const list = createListOrder();
  let nChanges = 0;
  list.subscribe(() => nChanges++);
  const shownOf = (ids: string[]) => placesIn(list.current(), ids).map((place) => ids[place]);
  return { list, shownOf, nChanges: () => nChanges };
}

describe('the order of a list that a framework renders', () => {
  it('is the shop’s until the answer, and then the model’s', async () => {
    const { vitrine, asked } = openPage();
    const { list, shownOf, nChanges } = follow();
    const ids = ['a', 'b', 'c'];
    list.ask(vitrine, ids, ids, { slot: 'shelf', pinned: ['c'] });
    expect(shownOf(ids)).toEqual(ids);
    expect(asked[0]).toMatchObject({ items: ids, slot: 'shelf', pinned: ['c'] });
    asked[0]!.answer(ranked('b', 'a', 'c'));
    await settle();
    expect(shownOf(ids)).toEqual(['b', 'a', 'c']);
    expect(nChanges()).toBe(1);
  });

  it('tells nobody of an answer that changes nothing', async () => {
    const { vitrine, asked } = openPage();
    const { list, nChanges } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], {});
    asked[0]!.answer(ranked('a', 'b'));
    await settle();
    expect(nChanges()).toBe(0);
  });

  it('drops an answer that nobody waits for any more, and says so to whoever works on it', async () => {
    const { vitrine, asked, hearers } = openPage();
    const { list, nChanges } = follow();
    const stop = list.ask(vitrine, ['a', 'b'], ['a', 'b'], {});
    stop();
    expect(asked[0]!.signal?.aborted).toBe(true);
    asked[0]!.answer(ranked('b', 'a'));
    await settle();
    expect(nChanges()).toBe(0);
    expect(hearers.size).toBe(0);
  });

  it('asks again when the scores change, until the model has answered', async () => {
    const { vitrine, asked, tellProfile } = openPage();
    const { list, shownOf } = follow();
    const ids = ['a', 'b'];
    list.ask(vitrine, ids, ids, {});
    tellProfile(); // an answer is under way
    expect(asked).toHaveLength(1);
    asked[0]!.answer(kept('deadline', 'a', 'b'));
    await settle();
    tellProfile();
    expect(asked).toHaveLength(2);
    asked[1]!.answer(ranked('b', 'a'));
    await settle();
    tellProfile();
    expect(asked).toHaveLength(2);
    expect(shownOf(ids)).toEqual(['b', 'a']);
  });

  it('leaves a list alone that a shopper without history has been shown', async () => {
    const { vitrine, asked, tellProfile } = openPage();
    const { list } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], {});
    asked[0]!.answer(kept('no-history', 'a', 'b'));
    await settle();
    tellProfile();
    expect(asked).toHaveLength(1);
  });

  it('is the shop’s again once everything was erased, whatever was asked for before', async () => {
    const { vitrine, asked, tellProfile } = openPage();
    const { list, shownOf } = follow();
    const ids = ['a', 'b', 'c'];
    const nothing = { eventCount: 0 } as Profile;
    const stop = list.ask(vitrine, ids, ids, {});
    asked[0]!.answer(ranked('b', 'a', 'c'));
    await settle();
    tellProfile(nothing);
    expect(asked[1]).toMatchObject({ items: ids, pinned: [] });
    asked[1]!.answer(kept('no-history', ...ids));
    await settle();
    expect(shownOf(ids)).toEqual(ids);

    stop();
    list.ask(vitrine, ['d', 'e'], ['d', 'e'], {});
    tellProfile(nothing); // while the answer is under way
    asked[2]!.answer(ranked('e', 'd'));
    await settle();
    expect(shownOf(['d', 'e'])).toEqual(['d', 'e']);
    expect(asked).toHaveLength(4);
  });

  it('orders what is loaded later among itself, behind what was shown', async () => {
    const { vitrine, asked } = openPage();
    const { list, shownOf } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], {});
    asked[0]!.answer(ranked('b', 'a'));
    await settle();
    const more = ['a', 'b', 'c', 'd'];
    expect(shownOf(more)).toEqual(['b', 'a', 'c', 'd']);
    list.ask(vitrine, more, more, {});
    expect(asked[1]).toMatchObject({ items: ['b', 'a', 'c', 'd'], pinned: ['b', 'a'] });
    asked[1]!.answer(ranked('b', 'a', 'd', 'c'));
    await settle();
    expect(shownOf(more)).toEqual(['b', 'a', 'd', 'c']);
  });

  it('asks once for one list, but anew for another slot', async () => {
    const { vitrine, asked } = openPage();
    const { list } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'home' })();
    const stop = list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'home' });
    expect(asked).toHaveLength(2); // nobody waited for the first: an effect that runs twice
    asked[1]!.answer(ranked('b', 'a'));
    await settle();
    stop();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'home' });
    expect(asked).toHaveLength(2);
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'search' });
    expect(asked[2]).toMatchObject({ items: ['a', 'b'], pinned: [] });
  });

  it('gives each of two equal items its place', async () => {
    const { vitrine, asked } = openPage();
    const { list } = follow();
    const ids = ['a', 'a', 'b'];
    list.ask(vitrine, ids, ids, {});
    asked[0]!.answer(ranked('b', 'a', 'a'));
    await settle();
    expect(placesIn(list.current(), ids)).toEqual([2, 0, 1]);
  });
});

/** The last two change places. */
const turned = (items: string[]) => ranked(...items.slice(0, -2), ...items.slice(-2).reverse());

describe('the order of a list of which the device knows something at once', () => {
  it('is there before the first render, and exposures are told of what is shown alone', () => {
    const { vitrine, asked, askedNow } = openPage(turned);
    const { list, shownOf, nChanges } = follow();
    const ids = ['a', 'b', 'c'];
    const order = list.look(vitrine, ids, ids, { slot: 'shelf', pinned: ['a'] });
    expect(order.places).toEqual([0, 2, 1]);
    expect(askedNow).toMatchObject([{ items: ids, slot: '', pinned: ['a'] }]);
    expect(list.look(vitrine, ids, [...ids], { slot: 'shelf' })).toBe(order); // rendered twice, looked at once
    list.ask(vitrine, ids, ids, { slot: 'shelf', pinned: ['a'] });
    expect(askedNow).toHaveLength(2);
    expect(askedNow[1]).toMatchObject({ items: ids, slot: 'shelf', pinned: ['a'] });
    expect(shownOf(ids)).toEqual(['a', 'c', 'b']);
    expect(nChanges()).toBe(0);
    expect(asked).toHaveLength(0);
  });

  it('is there before ask returns where a server rendered the list', () => {
    const { vitrine, asked, askedNow } = openPage(turned);
    const { list, shownOf, nChanges } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'shelf' });
    expect(shownOf(['a', 'b'])).toEqual(['b', 'a']);
    expect(nChanges()).toBe(1);
    expect(askedNow).toMatchObject([{ slot: 'shelf' }]);
    expect(asked).toHaveLength(0);
  });

  it('holds, whatever the shopper does then', async () => {
    const { vitrine, asked, tellProfile } = openPage(turned);
    const { list, shownOf } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], {});
    await settle();
    tellProfile();
    expect(asked).toHaveLength(0);
    expect(shownOf(['a', 'b'])).toEqual(['b', 'a']);
  });

  it('puts what is loaded later behind what was shown, at once', () => {
    const { vitrine, asked, askedNow } = openPage(turned);
    const { list, shownOf } = follow();
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'shelf' });
    const more = ['a', 'b', 'c', 'd'];
    expect(list.look(vitrine, more, more, { slot: 'shelf' }).places).toEqual([1, 0, 3, 2]);
    list.ask(vitrine, more, more, { slot: 'shelf' });
    expect(askedNow.slice(1)).toMatchObject([
      { items: ['b', 'a', 'c', 'd'], pinned: ['b', 'a'], slot: '' },
      { items: ['b', 'a', 'c', 'd'], pinned: ['b', 'a'], slot: 'shelf' },
    ]);
    expect(shownOf(more)).toEqual(['b', 'a', 'd', 'c']);
    expect(asked).toHaveLength(0);
  });

  it('is the model’s where nothing is known at once, and is asked for once', async () => {
    const { vitrine, asked, askedNow } = openPage();
    const { list, shownOf } = follow();
    list.look(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'shelf' });
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'shelf' });
    expect(askedNow).toMatchObject([{ slot: '' }]);
    expect(asked).toMatchObject([{ slot: 'shelf' }]);
    asked[0]!.answer(ranked('b', 'a'));
    await settle();
    expect(shownOf(['a', 'b'])).toEqual(['b', 'a']);
  });

  it('keeps what the shop’s rules make of a list that no model orders, and asks no further', () => {
    for (const reason of ['holdout', 'sorted'] as const) {
      const { vitrine, asked, askedNow, tellProfile } = openPage((items) => kept(reason, ...items.reverse()));
      const { list, shownOf } = follow();
      list.look(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'shelf' });
      list.ask(vitrine, ['a', 'b'], ['a', 'b'], { slot: 'shelf' });
      tellProfile();
      expect(shownOf(['a', 'b'])).toEqual(['b', 'a']);
      expect(askedNow.map(({ slot }) => slot)).toEqual(['', 'shelf']);
      expect(asked).toHaveLength(0);
    }
  });

  it('is asked for anew once the shopper sorts the list', () => {
    let isSorted = false;
    const { vitrine } = openPage((items) => (isSorted ? kept('sorted', ...items) : turned(items)));
    const { list, shownOf } = follow();
    const ids = ['a', 'b'];
    list.ask(vitrine, ids, ids, {})();
    expect(shownOf(ids)).toEqual(['b', 'a']);
    isSorted = true;
    expect(list.look(vitrine, ids, ids, { sorted: true }).places).toEqual([0, 1]);
    list.ask(vitrine, ids, ids, { sorted: true });
    expect(shownOf(ids)).toEqual(ids);
  });

  it('returns to the shop’s once everything was erased', async () => {
    const { vitrine, asked, tellProfile } = openPage(turned);
    const { list, shownOf } = follow();
    list.look(vitrine, ['a', 'b'], ['a', 'b'], {});
    list.ask(vitrine, ['a', 'b'], ['a', 'b'], {});
    await settle();
    tellProfile({ eventCount: 0 } as Profile);
    asked[0]!.answer(kept('no-history', 'a', 'b'));
    await settle();
    expect(shownOf(['a', 'b'])).toEqual(['a', 'b']);
    expect(list.look(vitrine, ['a', 'b'], ['a', 'b'], {}).places).toEqual([0, 1]);
  });

  it('is shown again for a list that comes back', () => {
    const { vitrine } = openPage(turned);
    const { list, shownOf } = follow();
    for (const ids of [
      ['a', 'b'],
      ['c', 'd'],
      ['a', 'b'],
      ['a', 'b', 'x'],
      ['a', 'b'],
    ]) {
      list.look(vitrine, ids, ids, {});
      list.ask(vitrine, ids, ids, {})();
    }
    expect(shownOf(['a', 'b'])).toEqual(['b', 'a']);
  });

  it('is shown again once the items that followed are gone, though they were never ordered', () => {
    const { vitrine } = openPage((items) => (items.length > 2 ? kept('no-scores', ...items) : turned(items)));
    const { list, shownOf } = follow();
    for (const ids of [
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b'],
    ])
      list.ask(vitrine, ids, ids, {})();
    expect(shownOf(['a', 'b'])).toEqual(['b', 'a']);
  });

  it('explains itself from the first render on', () => {
    const explain = (itemId: string) => ({ itemId }) as never;
    const { vitrine } = openPage((items) => ({ ...ranked(...items), explain }));
    const { list } = follow();
    expect(list.explain('a')).toBeNull();
    list.look(vitrine, ['a', 'b'], ['a', 'b'], {});
    expect(list.explain('a')).toEqual({ itemId: 'a' });
  });
});

describe('watchProfile', () => {
  it('tells the profile and its changes, the newer last, and nothing once it has ended', async () => {
    const { vitrine, tellProfile } = openPage();
    const told: number[] = [];
    let answer = (_profile: Profile) => {};
    const profile = () => new Promise<Profile>((resolve) => (answer = resolve));
    const of = (eventCount: number) => ({ eventCount }) as Profile;
    const watch = () => watchProfile({ on: vitrine.on, profile }, ({ eventCount }) => told.push(eventCount));

    const stop = watch();
    answer(of(1));
    await settle();
    tellProfile(of(2));
    stop();
    tellProfile(of(3));
    const stopAgain = watch();
    tellProfile(of(4));
    answer(of(0)); // asked for before the change
    await settle();
    stopAgain();
    watch()();
    answer(of(5));
    await settle();
    expect(told).toEqual([1, 2, 4]);
  });
});
