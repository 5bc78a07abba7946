import { describe, expect, it } from 'vitest';
import { day, keepAll, load, start } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

interface Line {
  readonly shopper: number;
  readonly item: string;
  /** Days since the log begins. */
  readonly on?: number;
  readonly title?: string;
  readonly price?: number;
}

const common = ['tea', 'mug', 'bag'];

/** Nine shoppers who buy the three common items on one day each, ten days apart, and whatever else is given. */
function logOf(more: readonly Line[] = [], nShoppers = 9): string {
  const usual = Array.from({ length: nShoppers }, (_, shopper) =>
    common.map((item): Line => ({ shopper, item, on: shopper * 10, title: item, price: 5 })),
  ).flat();
  const rows = [...usual, ...more].map(
    ({ shopper, item, on = shopper * 10, title = item, price = 5 }, minute) =>
      `s${shopper}-${on},u${shopper},${new Date(start + on * day + minute * 60_000).toISOString()},${item},${title},${price}`,
  );
  return temporaryFile('log.csv', ['session_id,user_id,timestamp,item_id,title,price', ...rows].join('\n'));
}

const rule = { privacy: { minShoppers: 5 } };
const times = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));

describe('an item of too few shoppers', () => {
  it('is not published, however often the one customer bought it', async () => {
    const personal = times(
      6,
      (i): Line => ({ shopper: 2, item: 'plate', on: 21 + i, title: 'PLATE FOR ANNA', price: 77 }),
    );
    const { dataset, cleaning } = await load([logOf(personal)], rule);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['bag', 'mug', 'tea']);
    expect(JSON.stringify(dataset.catalog)).not.toMatch(/plate|anna|77/i);
    expect(cleaning.find(({ rule }) => rule === 'items of too few shoppers')).toMatchObject({
      dropped: 6,
      note: '1 item left out',
    });
    expect(dataset.privacy).toEqual({ minShoppers: 5, groups: 20, countedBy: 'shopper' });
  });

  it.each([
    [4, false],
    [5, true],
  ])('is counted by shoppers: %i of them', async (nBuyers, isPublished) => {
    const { dataset } = await load([logOf(times(nBuyers, (shopper) => ({ shopper, item: 'new' })))], rule);
    expect(dataset.vocabulary.itemIds.includes('new')).toBe(isPublished);
  });

  it('is not saved by those who meet it in the test, nor in a validation that nothing is learned from', async () => {
    const dates = {
      validationFrom: new Date(start + 55 * day).toISOString(),
      testFrom: new Date(start + 75 * day).toISOString(),
    };
    // Shoppers 0 to 5 are training, 6 and 7 validation, 8 is test.
    const buyers = (...some: number[]) => logOf(some.map((shopper) => ({ shopper, item: 'new' })));
    const isPublished = async (log: string, refit?: boolean) => {
      const { dataset } = await load([log], {
        ...rule,
        split: { ...dates, ...(refit === undefined ? {} : { refit }) },
      });
      return dataset.vocabulary.itemIds.includes('new');
    };
    expect(await isPublished(buyers(2, 3, 4, 5, 8))).toBe(false);
    expect(await isPublished(buyers(2, 3, 4, 5, 6))).toBe(true);
    expect(await isPublished(buyers(2, 3, 4, 5, 6), false)).toBe(false);
    expect(await isPublished(buyers(1, 2, 3, 4, 5), false)).toBe(true);
  });

  it('is not saved by shoppers who have nothing else that is published', async () => {
    // Five bought it, but one of them bought nothing else: of that one, nothing is left to learn from.
    const more = [...times(4, (shopper): Line => ({ shopper, item: 'new' })), { shopper: 40, item: 'new', on: 1 }];
    const { dataset } = await load([logOf(more)], rule);
    expect(dataset.vocabulary.itemIds).not.toContain('new');
  });

  it('takes others with it that had enough shoppers only by its own', async () => {
    // "pair a" has five shoppers; the fifth one has nothing else but "pair b", which has four.
    const a = times(4, (shopper): Line => ({ shopper, item: 'pair a' }));
    const b = times(3, (shopper): Line => ({ shopper, item: 'pair b' }));
    const last = ['pair a', 'pair b'].map((item): Line => ({ shopper: 50, item, on: 2 }));
    const { dataset, cleaning } = await load([logOf([...a, ...b, ...last])], rule);
    expect([...dataset.vocabulary.itemIds].sort()).toEqual(['bag', 'mug', 'tea']);
    expect(cleaning.find(({ rule }) => rule === 'items of too few shoppers')?.note).toBe('2 items left out');
  });

  it('stays where the rule is off', async () => {
    const { dataset, cleaning } = await load([logOf(times(6, (i) => ({ shopper: 2, item: 'plate', on: 21 + i })))], {
      privacy: { minShoppers: 1 },
    });
    expect(dataset.vocabulary.itemIds).toContain('plate');
    expect(cleaning.map(({ rule }) => rule)).not.toContain('items of too few shoppers');
    expect(dataset.privacy).toEqual({ minShoppers: 1, groups: 1, countedBy: 'shopper' });
  });
});

describe('a title or a price of the log', () => {
  it('is not told where too few shoppers were shown it, though many met the item', async () => {
    const engraved = times(
      9,
      (shopper): Line => ({ shopper, item: 'ring', title: `RING FOR ${shopper}`, price: 100 + shopper }),
    );
    const { dataset } = await load([logOf(engraved)], rule);
    const row = dataset.vocabulary.indexOf('ring');
    expect(dataset.catalog.titles?.[row]).toBe('ring');
    expect(dataset.catalog.prices?.[row]).toBeNull();
  });

  it('is the most usual of those that enough were shown', async () => {
    const prices = [8, 8, 8, 8, 8, 9, 9, 9, 1];
    const sold = times(
      9,
      (shopper): Line => ({
        shopper,
        item: 'ring',
        title: shopper < 5 ? 'Ring' : `Ring ${shopper}`,
        price: prices[shopper],
      }),
    );
    const { dataset } = await load([logOf(sold)], rule);
    const row = dataset.vocabulary.indexOf('ring');
    expect(dataset.catalog.titles?.[row]).toBe('Ring');
    expect(dataset.catalog.prices?.[row]).toBe(8);
  });
});

describe('what is counted', () => {
  it('is the session where a log has no shoppers, and the dataset says so', async () => {
    const rows = times(9, (s) => common.map((item, m) => `s${s},${start + s * day + m * 60_000},${item}`)).flat();
    const log = temporaryFile('log.csv', ['session_id,timestamp,item_id', ...rows].join('\n'));
    expect((await load([log], rule)).dataset.privacy?.countedBy).toBe('session');
  });

  it('is the session where one anonymous session is kept', async () => {
    const rows = times(9, (s) =>
      common.map((item, m) => `s${s},${s === 4 ? '' : `u${s}`},${start + s * day + m * 60_000},${item}`),
    ).flat();
    const log = temporaryFile('log.csv', ['session_id,user_id,timestamp,item_id', ...rows].join('\n'));
    const anonymous = await load([log], { ...rule, clean: { ...keepAll, keepAnonymous: true } });
    expect(anonymous.dataset.privacy?.countedBy).toBe('session');
    expect((await load([log], rule)).dataset.privacy?.countedBy).toBe('shopper');
  });
});
