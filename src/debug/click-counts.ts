import { changeNote, type DeviceNote, type ListCounts, type ListOrder } from '../events/local-storage/device-note.js';
import { findStorage } from '../events/recording/device.js';
import type { Decision, Vitrine } from '../index.js';
import { panelSlot } from './debug-state.js';

/** Places that are counted one by one; what lies further down is counted together in the last. */
const maxPlaces = 50;

/** Most lists that are counted; a shop that names its lists anew for each page has enough by then. */
const maxSlots = 20;

const none: ListCounts = { shown: 0, clicks: [] };

/**
 * Counts, on this device and with consent alone, how often each named list was shown and what was clicked at which
 * place, for lists that were ranked and lists in the shop's order apart. The counts are erased with everything else, and
 * `exportData().note` holds them.
 *
 * @param decisions what was decided on this page before
 * @returns stops counting
 * @example
 * const stop = countClicks(vitrine);
 * (await vitrine.exportData()).note?.clicks; // { category: { ranked: { shown: 4, clicks: [2, 0, 1] } } }
 */
export function countClicks(vitrine: Vitrine, decisions: readonly Decision[] = []): () => void {
  const lists = new Map<string, Decision>();
  const counted = new Set<string>();
  const change = (update: (note: DeviceNote) => DeviceNote) => {
    if (vitrine.consent() === 'granted') changeNote(vitrine.namespace, findStorage(), update);
  };
  const take = (decision: Decision) => {
    const { slot } = decision;
    if (!slot || slot === panelSlot) return;
    lists.set(slot, decision);
    const view = JSON.stringify([slot, orderOf(decision), location.pathname + location.search]);
    if (counted.has(view)) return;
    counted.add(view);
    change((note) => addCount(note, decision, ({ shown, clicks }) => ({ shown: shown + 1, clicks })));
  };
  decisions.forEach(take);
  const stopLists = vitrine.on('decision', take);
  const stopClicks = vitrine.on('event', (event) => {
    if (event.type !== 'select_item') return;
    const { itemId, listId, id } = event;
    const list =
      listId === undefined ? [...lists.values()].find((each) => placeIn(each, itemId) >= 0) : lists.get(listId);
    const place = list ? placeIn(list, itemId) : -1;
    if (!list || place < 0) return;
    change((note) => {
      if (note.lastClick === id) return note;
      return { ...addCount(note, list, (counts) => addClick(counts, place)), lastClick: id };
    });
  });
  return () => {
    stopLists();
    stopClicks();
  };
}

/** From 0; -1 for an item that is not in the list. */
function placeIn({ ranking }: Decision, itemId: string): number {
  return ranking.explain(itemId)?.to ?? -1;
}

function orderOf({ ranking }: Decision): ListOrder {
  return ranking.reranked ? 'ranked' : 'shop';
}

function addCount(note: DeviceNote, decision: Decision, add: (counts: ListCounts) => ListCounts): DeviceNote {
  const { slot } = decision;
  const order = orderOf(decision);
  const clicks = note.clicks ?? {};
  if (!Object.hasOwn(clicks, slot) && Object.keys(clicks).length >= maxSlots) return note;
  const list = Object.hasOwn(clicks, slot) ? clicks[slot] : {};
  return { ...note, clicks: { ...clicks, [slot]: { ...list, [order]: add(list[order] ?? none) } } };
}

function addClick({ shown, clicks }: ListCounts, place: number): ListCounts {
  const counted = Math.min(place, maxPlaces - 1);
  const longer = new Array(Math.max(clicks.length, counted + 1)).fill(0).map((_, i) => clicks[i] ?? 0);
  longer[counted]++;
  return { shown, clicks: longer };
}
