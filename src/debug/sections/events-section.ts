import { itemIdsOf, type RecordedEvent } from '../../events/event/event.js';
import type { DebugSection, DebugSectionOptions } from '../debug-section.js';
import { clock } from '../describe.js';
import { element } from '../element.js';

const shownEvents = 12;

/** The latest events, exactly as the browser has stored them; the title beside an id is looked up for reading. */
export function createEventsSection({ titleOf }: DebugSectionOptions): DebugSection {
  const count = element('p', { class: 'lead' });
  const list = element('ol', { class: 'events', reversed: true });
  return {
    title: 'What is stored',
    node: element('div', {}, count, list),
    show({ events }) {
      count.textContent = summary(events.length);
      list.replaceChildren(
        ...events
          .slice(-shownEvents)
          .reverse()
          .map((event) => eventNode(event, titleOf)),
      );
    },
  };
}

function summary(count: number): string {
  if (count === 0) return 'No event.';
  const shown = count > shownEvents ? `, the latest ${shownEvents} of them here` : '';
  return `${count} ${count === 1 ? 'event' : 'events'} in this browser’s IndexedDB${shown}.`;
}

function eventNode(event: RecordedEvent, titleOf: (itemId: string) => string): HTMLElement {
  const about = event.type === 'search' ? `“${event.query}”` : itemIdsOf(event).map(titleOf).join(', ');
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
