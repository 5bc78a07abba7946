import type { Vitrine } from '../../index.js';
import { nativeValue } from '../../native-value.js';
import type { EarlyLists } from '../first/watch-lists.js';
import { type PageViewStart, watchPageViews } from '../host/page-views.js';
import { type Report, safely } from '../host/safely.js';
import { recordActions } from './actions.js';
import { createList, type List } from './list.js';
import { itemAttribute, listAttribute, sortedAttribute, variantAttribute, viewAttribute } from './markup.js';
import { createSeenItems } from './seen-items.js';
import { createShadowTrees } from './shadow-trees.js';
import { recordViews } from './views.js';

/**
 * Connects a page's markup: records clicks, cart buttons, searches and product views, and keeps its lists in the
 * model's order. Elements that are added later count too. The attributes are those of `markup.ts`.
 *
 * @param report hears of what fails; nothing is thrown into the page
 * @param handOver ends what the head script does to the lists, and tells what it did
 * @returns disconnects
 */
export function connectPage(
  vitrine: Vitrine,
  report: Report,
  handOver?: EarlyLists['handOver'],
  page: Document = document,
): () => void {
  const seen = createSeenItems(page);
  const views = recordViews(vitrine, page);
  const lists = new Map<Element, List>();
  let first: ReturnType<EarlyLists['handOver']> | undefined;
  const stopRecording = recordActions(vitrine, page, report);

  const scan = () => {
    // Views first: an order reflects every earlier event.
    views.scan();
    for (const element of trees.all<HTMLElement>(`[${listAttribute}]`)) {
      if (!lists.has(element)) lists.set(element, createList(element, vitrine, seen, first?.get(element)));
    }
    for (const list of lists.values()) void list.refresh();
  };
  // A library that morphs the page gives an element the id of another item.
  const watched = [listAttribute, itemAttribute, viewAttribute, variantAttribute, sortedAttribute];
  const marked = `[${listAttribute}], [${itemAttribute}], [${viewAttribute}]`;
  const take = (records: readonly MutationRecord[]) => {
    const touched = records
      .flatMap(({ type, target, addedNodes }) => (type === 'attributes' ? target : [...addedNodes]))
      .filter((node) => node instanceof Element);
    for (const element of touched) views.add(element);
    const hasTrees = touched.filter(trees.look).length > 0;
    for (const element of lists.keys()) if (!element.isConnected) lists.delete(element);
    if (hasTrees || touched.some((element) => element.matches(marked) || element.querySelector(marked) !== null))
      scan();
  };
  const observer = new MutationObserver(safely(report, take));
  const observe = (tree: Document | ShadowRoot) =>
    observer.observe(tree, { childList: true, subtree: true, attributeFilter: watched });
  const trees = createShadowTrees(page, observe);
  const start = safely(report, () => {
    first = handOver?.();
    trees.look(page);
    scan();
    observe(page);
  });
  // Elements that are defined later have their trees by now.
  const onLoad = safely(report, () => {
    if (trees.look(page)) scan();
  });
  window.addEventListener('load', onLoad);
  // A list that is still being parsed would be ordered in parts.
  const isLoading = nativeValue(page, 'readyState') === 'loading';
  if (isLoading) nativeValue(page, 'addEventListener')('DOMContentLoaded', start, { once: true });
  else start();

  const stopListening = vitrine.on('scores', ({ eventCount }) => {
    // After an erasure the shop's order comes back.
    for (const list of lists.values()) void (eventCount === 0 && list.isRanked ? list.restart() : list.refresh());
  });
  const follow = (start: PageViewStart) => {
    // From the back/forward cache the page comes as it was left, its lists too.
    if (start === 'return') return views.restart();
    const rendered = observer.takeRecords(); // by a router that pushes after that
    views.leave();
    take(rendered);
  };
  const stopWatching = watchPageViews(safely(report, follow));

  return () => {
    nativeValue(page, 'removeEventListener')('DOMContentLoaded', start);
    window.removeEventListener('load', onLoad);
    stopWatching();
    observer.disconnect();
    seen.stop();
    stopRecording();
    stopListening();
  };
}
