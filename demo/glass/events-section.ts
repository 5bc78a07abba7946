import { itemIdsOf, type RecordedEvent } from '../../src/events/event.js';
import type { Catalogue } from '../shop/catalogue.js';
import { element } from '../shop/element.js';
import { type GlassSection, sectionNode } from './glass-section.js';

const shownEvents = 12;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The latest events, exactly as the browser has stored them; the title beside an id is looked up for reading. */
export function createEventsSection(catalogue: Catalogue): GlassSection {
  const count = element('p', { class: 'glass-lead' });
  const list = element('ol', { class: 'events', reversed: true });
  return {
    node: sectionNode('What is stored', count, list),
    show({ events }) {
      count.textContent = summary(events.length);
      list.replaceChildren(
        ...events
          .slice(-shownEvents)
          .reverse()
          .map((event) => eventNode(event, catalogue)),
      );
    },
  };
}

function summary(count: number): string {
  if (count === 0) return 'No event.';
  const shown = count > shownEvents ? `, the latest ${shownEvents} of them here` : '';
  return `${count} ${count === 1 ? 'event' : 'events'} in this browser’s IndexedDB${shown}.`;
}

function eventNode(event: RecordedEvent, catalogue: Catalogue): HTMLElement {
  const titles = itemIdsOf(event).map((id) => catalogue.byId.get(id)?.title ?? id);
  const about = event.type === 'search' ? `“${event.query}”` : titles.join(', ');
  return element(
    'li',
    {},
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element('time', { datetime: new Date(event.time).toISOString() }, clock.format(event.time)),
        element('code', {}, event.type),
        element('span', {}, about),
      ),
      element('pre', {}, JSON.stringify(event, null, 1)),
    ),
  );
}
