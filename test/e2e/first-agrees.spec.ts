import { expect } from '@playwright/test';
import { createRecordScores } from '../../src/page/model/record-scores.js';
import { createPageOrder } from '../../src/page/page-order.js';
import { createRandom } from '../../src/random.js';
import { readOrderRecord, writeOrderRecord } from '../../src/ranking/order-record.js';
import { withoutWebgl } from './chromium-flags.js';
import { reversedRecord } from './kept-record.js';
import { test } from './shopper.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

/** A list of the page: some items are pinned, and some are not in the record. */
interface DrawnList {
  readonly ids: string[];
  readonly pinned: string[];
  readonly text: string;
}

function drawList(random: ReturnType<typeof createRandom>): DrawnList {
  const nItems = 1 + Math.floor(random.next() * 30);
  const ids = [...new Set(Array.from({ length: nItems }, () => `item-${Math.floor(random.next() * 40)}`))];
  const pinned = [...new Set(ids)].filter(() => random.next() < 0.1);
  const itemIds = Array.from({ length: 40 }, (_, i) => `item-${i}`).filter(() => random.next() < 0.8);
  // Far from 0 the digits of a table do not tell scores apart that lie close.
  const from = random.next() < 0.2 ? 1e7 : 0;
  // Few different scores, so that many tie, and others between them.
  const scores = itemIds.map(() => from + Math.round(random.next() * 6) + (random.next() < 0.5 ? random.next() : 0));
  const positionWeight = random.next() < 0.3 ? 0 : random.next();
  return { ids, pinned, text: writeOrderRecord({ ...reversedRecord, itemIds, scores, positionWeight }) };
}

/** Places of the list's items as the main script orders them. */
function orderByMain({ ids, pinned, text }: DrawnList): number[] {
  const record = readOrderRecord(text)!;
  const items = ids.map((_, place) => place);
  const page = createPageOrder(items, { id: (place) => ids[place], pinned });
  const table = createRecordScores(record)({ itemIds: ids });
  const isKnown = table.itemIds.length >= new Set(ids).size / 2;
  return isKnown ? page.order(table, record.positionWeight).items : items;
}

test('the head script orders any list as the main script does by the same record', async ({ page, shop }) => {
  shop.settings.first = { 'data-consent': 'granted' };
  shop.replaced.set('/vitrine.iife.js', '// never comes');
  await page.goto('/item/toy-1');
  const random = createRandom(7);
  const lists = Array.from({ length: 300 }, () => drawList(random));
  const orders = await page.evaluate(
    (drawn) =>
      drawn.map(({ ids, pinned, text }) => {
        localStorage.setItem('vitrine:grant', 'g1');
        localStorage.setItem('vitrine:order', `g1 0 ${text}`);
        const list = document.createElement('ul');
        list.dataset.vitrineList = 'drawn';
        for (const [place, id] of ids.entries()) {
          const item = document.createElement('li');
          item.dataset.vitrineItem = id;
          item.dataset.place = `${place}`;
          item.toggleAttribute('data-vitrine-pinned', pinned.includes(id));
          list.append(item);
        }
        document.body.append(list);
        (window.vitrine as unknown as { order(list: Element): void }).order(list);
        const order = [...list.children].map((item) => Number((item as HTMLElement).dataset.place));
        list.remove();
        return order;
      }),
    lists,
  );
  expect(orders).toEqual(lists.map(orderByMain));
  expect(orders.filter((order) => order.some((place, i) => place !== i)).length).toBeGreaterThan(200);
});
