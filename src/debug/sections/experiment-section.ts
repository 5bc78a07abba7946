import type { ListCounts, ListOrder, Variant } from '../../index.js';
import type { DebugSection } from '../debug-section.js';
import type { DebugState } from '../debug-state.js';
import { counted } from '../describe.js';
import { element } from '../element.js';
import { forceVariant } from '../force-variant.js';

const said = {
  holdout: 'This device is held out: lists keep the shop’s order, to compare with.',
  ranked: 'This device is in the experiment and sees ranked lists.',
} as const;

/** The variant of this device, a way to see the other one, and what was clicked at which place. */
export function createExperimentSection(): DebugSection {
  const lead = element('p', { class: 'lead' });
  const choice = element(
    'select',
    {},
    element('option', { value: '' }, 'as drawn'),
    element('option', { value: 'ranked' }, 'ranked'),
    element('option', { value: 'holdout' }, 'holdout'),
  );
  const chooser = element('label', { class: 'chooser' }, 'Show this device', choice, ' from the next page on');
  const table = element('div', { class: 'scroll' });
  let shown: DebugState | undefined;
  choice.addEventListener('change', () => {
    if (shown) forceVariant(shown.vitrine, (choice.value || undefined) as Variant | undefined);
  });
  return {
    title: 'Experiment',
    node: element('div', {}, lead, chooser, table),
    show(state) {
      shown = state;
      const variant = state.vitrine.variant();
      const forced = state.note?.forced;
      lead.textContent = variant
        ? `${said[variant]}${forced ? ' A tester chose that: it tells no exposures.' : ''}`
        : 'No experiment: nothing is held out, the device keeps nothing, or a program steers this browser.';
      chooser.hidden = variant === null;
      choice.value = forced ?? '';
      table.replaceChildren(...countNodes(state));
    },
  };
}

function countNodes({ note }: DebugState): HTMLElement[] {
  const lists = Object.entries(note?.clicks ?? {});
  if (lists.length === 0) return [element('p', { class: 'note' }, 'Clicks by place are counted while the panel runs.')];
  const rows = lists.flatMap(([slot, orders]) =>
    (Object.entries(orders) as [ListOrder, ListCounts][]).map(([order, { shown, clicks }]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, slot),
        ...[order === 'ranked' ? 'ranked' : 'the shop’s', String(shown), placesOf(clicks)].map((text) =>
          element('td', {}, text),
        ),
      ),
    ),
  );
  const heads = ['List', 'Order', 'Shown', 'Clicks by place'].map((head) => element('th', { scope: 'col' }, head));
  return [element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows))];
}

/** Such as '3 clicks: 2 at 1, 1 at 7', places from 1 as people count. */
function placesOf(clicks: readonly number[]): string {
  const total = clicks.reduce((sum, count) => sum + count, 0);
  const places = clicks.flatMap((count, place) => (count > 0 ? [`${count} at ${place + 1}`] : []));
  return total === 0 ? 'none' : `${counted(total, 'click')}: ${places.join(', ')}`;
}
