import type { Ranking } from '../../src/index.js';
import type { Catalogue } from './catalogue.js';
import { element } from './element.js';
import { productCard } from './product-card.js';
import { reasonOf } from './reasons.js';
import { whenVitrine } from './vitrine.js';

const pickCount = 12;

/** A row of recommendations, hidden until the shopper has a history, and again when it is forgotten. */
export function showPicks(catalogue: Catalogue): HTMLElement {
  const list = element('ul', { class: 'row', 'aria-label': 'Picked for you' });
  const section = element(
    'section',
    { class: 'picks' },
    element('h2', {}, 'Picked for you'),
    element(
      'p',
      { class: 'note' },
      'Things you have not looked at yet, chosen from the whole catalogue on this device.',
    ),
    list,
  );
  section.hidden = true;
  void whenVitrine().then((vitrine) => {
    const refresh = async () => {
      // What the shopper is about to use stays under their fingers.
      if (list.contains(document.activeElement)) return;
      const ranking = await vitrine.recommend({ limit: 3 * pickCount, deadlineMs: 4000 });
      section.hidden = !ranking.reranked;
      list.replaceChildren(...(ranking.reranked ? cardsOf(ranking, catalogue) : []));
    };
    vitrine.on('profile', () => void refresh());
    void refresh();
  });
  return section;
}

function cardsOf(ranking: Ranking<string>, catalogue: Catalogue): HTMLElement[] {
  const cards = ranking.items.flatMap((id) => {
    const product = catalogue.byId.get(id);
    const explanation = ranking.explain(id);
    const wasMet = explanation !== null && explanation.parts.repeat > 0;
    if (!product || !explanation || wasMet) return [];
    const card = productCard(product);
    // A recommendation came from nowhere: it counts as moved up, whatever its place.
    const reason = reasonOf({ ...explanation, from: explanation.to + 1 }, catalogue);
    if (reason) card.append(element('p', { class: 'reason' }, reason));
    return [card];
  });
  return cards.slice(0, pickCount);
}
