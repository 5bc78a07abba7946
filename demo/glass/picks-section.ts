import { signed } from '../../src/debug/describe.js';
import type { Explanation } from '../../src/index.js';
import type { Catalogue } from '../shop/catalogue.js';
import { element } from '../shop/element.js';
import { drawPicture } from '../shop/picture.js';
import { productUrl } from '../shop/product-card.js';
import { reasonOf } from '../shop/reasons.js';
import type { PicksSection } from './map-section.js';
import { scoreOf } from './watch-picks.js';

const shownPicks = 6;
const partNames = { sequence: 'your path', cluster: 'your kind', repeat: 'met before' } as const;

/** The best items of the catalogue for the shopper, each with what its score is made of and what it owes most to. */
export function createPicksSection(catalogue: Catalogue): PicksSection {
  const empty = element('p', { class: 'glass-lead' }, 'Nothing yet: there is no history to choose by.');
  const list = element('ol', { class: 'picks-list' });
  return {
    title: 'Why these stand on top',
    node: element('div', {}, empty, list),
    showPicks(picks) {
      empty.hidden = picks.length > 0;
      list.replaceChildren(...picks.slice(0, shownPicks).map((pick) => pickNode(pick, catalogue)));
    },
  };
}

function pickNode(pick: Explanation, catalogue: Catalogue): HTMLElement {
  const product = catalogue.byId.get(pick.itemId);
  // A recommendation comes from nowhere: it counts as moved up, whatever its place.
  const reason = reasonOf({ ...pick, from: pick.to + 1 }, catalogue);
  const parts = Object.entries(partNames).map(
    ([part, name]) => `${name} ${signed(pick.parts[part as keyof typeof partNames])}`,
  );
  return element(
    'li',
    {},
    product ? drawPicture(product.picture) : null,
    element(
      'div',
      {},
      element('a', { href: productUrl(pick.itemId) }, product?.title ?? pick.itemId),
      reason ? element('p', {}, reason) : null,
      element('p', { class: 'parts' }, `${signed(scoreOf(pick))} = ${parts.join(', ')}`),
    ),
  );
}
