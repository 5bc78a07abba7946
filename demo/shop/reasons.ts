import type { Explanation, Ranking } from '../../src/index.js';
import type { Catalogue } from './catalogue.js';
import { element } from './element.js';

/** Reasons are shown for so many places of a list: more would be noise. */
const maxReasons = 8;

/**
 * Shows, whenever Vitrine has ordered a list, why its first items stand where they stand, and tells screen readers
 * that the order has changed.
 */
export function showReasons(catalogue: Catalogue, page: Document): void {
  const status = element('p', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  page.body.append(status);
  page.addEventListener('vitrine:rerank', (event) => {
    const { detail: ranking, target } = event as CustomEvent<Ranking<HTMLElement>>;
    if (!(target instanceof HTMLElement)) return;
    for (const old of target.querySelectorAll('.reason')) old.remove();
    if (!ranking.reranked) return;
    let moved = 0;
    ranking.items.forEach((card, place) => {
      const explanation = ranking.explain(card.dataset.vitrineItem ?? '');
      if (!explanation) return;
      if (explanation.to < explanation.from) moved++;
      if (place < maxReasons) addReason(card, explanation, catalogue);
    });
    const name = target.getAttribute('aria-label') ?? 'List';
    status.textContent = moved > 0 ? `${name}: reordered for you on this device, ${moved} products moved up.` : '';
  });
}

function addReason(card: HTMLElement, explanation: Explanation, catalogue: Catalogue): void {
  const text = reasonOf(explanation, catalogue);
  if (text) card.append(element('p', { class: 'reason' }, text));
}

/**
 * The reason for an item's place in a few words; '' where none stands out.
 *
 * @example "Because you looked at Paper Chain Kit Vintage Christmas"
 */
export function reasonOf({ itemId, because, parts, from, to }: Explanation, catalogue: Catalogue): string {
  if (parts.repeat > 0 || because === itemId) return 'You looked at this before';
  const cause = because === null ? undefined : catalogue.byId.get(because);
  if (cause && to < from) return `Because you looked at ${cause.title}`;
  if (to < from && parts.cluster > Math.abs(parts.sequence)) return 'Liked by shoppers with your taste';
  return '';
}
