import type { Vitrine } from '../../index.js';
import { isClosed } from '../first/is-closed.js';
import { createList, type List } from '../markup/list.js';
import { applyAttribute, itemsOf, listAttribute } from '../markup/markup.js';
import { createSeenItems, type SeenItems } from '../markup/seen-items.js';

/** What a list says of itself, and the attribute of the markup that it stands for. */
const markupOf: Readonly<Record<string, string>> = { name: listAttribute, apply: applyAttribute };

/**
 * Defines `<vitrine-list>`: a list, in the page's own markup and style, that keeps its items in the model's order.
 *
 * ```html
 * <vitrine-list name="category" apply="unseen">
 *   <ul><li data-vitrine-item="85123A">…</li> …</ul>
 * </vitrine-list>
 * ```
 *
 * `apply="unseen"`, the default, moves only items that nobody has seen; `always` orders the whole list once. `name` is its
 * slot. It may be called before or after the lists are on the page; on a server it does nothing, and so it does for a name
 * that is defined already.
 *
 * @param name of the element, with a hyphen
 * @example defineVitrineList(createVitrine({ modelUrl: '/model/' }));
 */
export function defineVitrineList(
  vitrine: Pick<Vitrine, 'rerank' | 'rerankNow' | 'on'> & Partial<Pick<Vitrine, 'expose'>>,
  name = 'vitrine-list',
): void {
  if (typeof customElements === 'undefined' || customElements.get(name)) return;
  let seen: SeenItems | undefined;

  class VitrineList extends HTMLElement {
    static get observedAttributes(): string[] {
      return Object.keys(markupOf);
    }

    #list: List | undefined;
    #stop = () => {};

    connectedCallback(): void {
      if (!this.hasAttribute(listAttribute)) this.setAttribute(listAttribute, '');
      seen ??= createSeenItems(document);
      this.#list ??= createList(this, vitrine, seen);
      this.#stop();
      this.#stop = keepOrdered(this, this.#list, vitrine);
    }

    disconnectedCallback(): void {
      this.#stop();
    }

    /** Moved by `moveBefore`: nothing about the list has changed. */
    connectedMoveCallback(): void {}

    attributeChangedCallback(attribute: string, _before: string | null, value: string | null): void {
      this.setAttribute(markupOf[attribute], value ?? '');
      void this.#list?.restart();
    }
  }
  customElements.define(name, VitrineList);
}

/** Orders a list now and whenever there is reason to; returns a function that ends it. */
function keepOrdered(element: HTMLElement, list: List, vitrine: Pick<Vitrine, 'on'>): () => void {
  let known = new Set<HTMLElement>();
  /** Moving items adds them anew: only those that were not there are a reason. */
  const refreshIfAdded = () => {
    const items = itemsOf(element);
    const hasNew = items.some((item) => !known.has(item));
    known = new Set(items);
    if (hasNew) void list.refresh();
  };
  const added = new MutationObserver(refreshIfAdded);
  let stopListening = () => {};
  const start = () => {
    refreshIfAdded();
    added.observe(element, { childList: true, subtree: true });
    stopListening = vitrine.on('scores', ({ eventCount }) => void (eventCount ? list.refresh() : list.restart()));
  };
  // A list that is still being parsed would be ordered in parts.
  if (isClosed(element)) start();
  else document.addEventListener('DOMContentLoaded', start, { once: true });

  return () => {
    document.removeEventListener('DOMContentLoaded', start);
    added.disconnect();
    stopListening();
  };
}
