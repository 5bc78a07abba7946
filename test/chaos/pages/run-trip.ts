import type { Vitrine } from '../../../src/index.js';
import { createExpectation } from '../expectation.js';
import type { Happening, Trip } from '../trip.js';
import { storedFor } from './stored.js';
import { type Address, itemIds, openTab, type Tab, until } from './tab.js';

/** Most tabs at once. */
const maxTabs = 3;

declare global {
  interface Window {
    runTrip: typeof runTrip;
  }
}
window.storageState = 'well';
window.runTrip = runTrip;

/**
 * Goes on a trip, and tells what was broken.
 *
 * @param namespace of its own, so that trips do not meet
 * @returns in words; empty where every promise was kept
 */
async function runTrip(trip: Trip, namespace: string): Promise<string[]> {
  const address: Address = { namespace, consent: trip.consent, equipment: trip.equipment };
  const expected = createExpectation(trip.consent);
  const faults = new Set<string>();
  const tabs: Tab[] = [];
  let nTabs = 0;
  let nEvents = 0;

  const begin = () => {
    const tab = openTab(nTabs++, address);
    tabs.push(tab);
    return tab;
  };
  /** A page has read what is remembered once its script runs: only then may that change. */
  const arrive = async (tab: Tab): Promise<Window & { vitrine: Vitrine }> => {
    const page = await tab.page();
    expected.begin(tab.id);
    return page;
  };
  const started = new Map<Tab, Promise<Window & { vitrine: Vitrine }>>();
  const pageOf = (tab: Tab) => {
    if (!started.has(tab)) started.set(tab, arrive(tab));
    return started.get(tab)!;
  };
  const leave = (tab: Tab) => {
    started.delete(tab);
    expected.close(tab.id);
    tab.navigate();
  };
  const everyPage = () => Promise.all(tabs.map(pageOf));
  /** Every tab hears of a decision in the end. */
  const decided = async (consent: string) => {
    const pages = await everyPage();
    const isHeard = await until(() => pages.every(({ vitrine }) => vitrine.consent() === consent));
    if (!isHeard) faults.add(`not every tab hears that consent is ${consent}`);
  };
  const nothingStored = async (when: string) => {
    let found: string[] = [];
    const isEmpty = await until(async () => {
      found = await storedFor(namespace);
      return found.length === 0;
    });
    if (!isEmpty) faults.add(`${when}: stored without consent: ${found.join(', ')}`);
  };

  const perform = async (happening: Happening): Promise<void> => {
    if (happening.does === 'wait') return void (await new Promise((resolve) => setTimeout(resolve, happening.ms)));
    if (happening.does === 'open') return void (tabs.length < maxTabs && begin());
    if (happening.does === 'storage') {
      window.storageState = happening.is;
      for (const tab of tabs) tab.window()?.hooks?.order(happening.is);
      return;
    }
    const tab = tabs[happening.tab % tabs.length];
    const page = await pageOf(tab);
    const { vitrine } = page;
    switch (happening.does) {
      case 'track':
        for (let i = 0; i < happening.count; i++) {
          const event = nEvents++;
          const itemId = itemIds[event % itemIds.length];
          const isAccepted = vitrine.track({ type: 'select_item', itemId, listId: String(event) });
          if (isAccepted !== expected.track(tab.id, event)) faults.add(`track of event ${event} gave ${isAccepted}`);
        }
        if (happening.leaves) leave(tab);
        return;
      case 'rerank': {
        const { items } = await vitrine.rerank(itemIds, { deadlineMs: happening.deadlineMs });
        const isSame = items.length === itemIds.length && itemIds.every((itemId) => items.includes(itemId));
        if (!isSame) faults.add(`rerank gave ${items.join(' ')}`);
        return;
      }
      case 'navigate':
        return leave(tab);
      case 'close':
        if (tabs.length === 1) return;
        tabs.splice(tabs.indexOf(tab), 1);
        expected.close(tab.id);
        return tab.close();
      case 'lose worker':
        return happening.how === 'crashes' ? page.hooks.order('crash') : page.hooks.endWorkers();
      case 'lose gpu':
        if (trip.equipment !== 'webgl' || vitrine.consent() !== 'granted') return;
        await until(async () => (await vitrine.profile()).backend !== 'cpu');
        return page.hooks.order('lose gpu');
      case 'grant':
        await everyPage();
        expected.grant();
        vitrine.setConsent('granted');
        return decided('granted');
      case 'withdraw':
        await everyPage();
        expected.withdraw();
        vitrine.setConsent('denied');
        await decided('denied');
        return nothingStored('after consent was withdrawn');
      case 'erase':
        await everyPage();
        expected.erase();
        return vitrine.forget();
    }
  };

  const look = () => {
    for (const tab of tabs) for (const fault of tab.faults()) faults.add(fault);
  };
  try {
    await pageOf(begin());
    for (const happening of trip.happenings) {
      await perform(happening);
      look();
      if (!expected.mayStore()) await nothingStored(`after "${happening.does}"`);
    }
    await settle();
  } catch (error) {
    faults.add(`the trip cannot go on: ${error}`);
  }
  for (const tab of tabs) tab.close();
  return [...faults];

  /** Everything works again, every tab is closed, and a new one shows what is left. */
  async function settle(): Promise<void> {
    window.storageState = 'well';
    for (const tab of tabs.splice(0)) {
      for (const fault of tab.faults()) faults.add(fault);
      expected.close(tab.id);
      tab.close();
    }
    const tab = begin();
    const { vitrine } = await pageOf(tab);
    const { consent, events } = await vitrine.exportData();
    if (consent !== expected.consent(tab.id)) faults.add(`consent is ${consent} in the end`);
    const found = events.map((event) => ('listId' in event ? Number(event.listId) : -1)).sort((a, b) => a - b);
    const wanted = expected.accepted();
    const lost = wanted.filter((event) => !found.includes(event));
    const back = found.filter((event) => !wanted.includes(event));
    if (lost.length > 0) faults.add(`accepted and lost: events ${lost.join(', ')} of ${nEvents}`);
    if (back.length > 0) faults.add(`erased or never accepted, and there: events ${back.join(', ')} of ${nEvents}`);
    if (found.length !== new Set(found).size) faults.add(`an event is there twice: ${found.join(', ')}`);
    look();
    if (!expected.mayStore()) await nothingStored('in the end');
    vitrine.setConsent('denied');
    await nothingStored('after the trip');
  }
}
