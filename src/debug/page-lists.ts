import type { NotRerankedReason } from '../index.js';

/** A list of the page's markup, as it was left. */
export interface PageList {
  /** Its name; '' where it has none. */
  readonly slot: string;
  /** Why it stands in the shop's order; null where it was ranked, and before there is an answer. */
  readonly reason: NotRerankedReason | null;
}

/** Is a list's element, which bears the reason why the list was left as it is. */
interface ListElement extends HTMLElement {
  readonly vitrineReason?: NotRerankedReason;
}

/** Holds the lists of a page that Vitrine looks at, and counts the frames that it does not look into. */
export interface PageMarkup {
  readonly lists: readonly PageList[];
  /** Frames are pages of their own. */
  readonly nFrames: number;
}

/** Reads the lists of the page and of its open shadow trees, and counts its frames. */
export function readPageMarkup(): PageMarkup {
  const trees: (Document | ShadowRoot)[] = [document];
  for (const tree of trees)
    for (const { shadowRoot } of tree.querySelectorAll('*')) if (shadowRoot) trees.push(shadowRoot);
  const lists = trees.flatMap((tree) => [...tree.querySelectorAll<ListElement>('[data-vitrine-list]')]);
  return {
    lists: lists.map((list) => ({
      slot: list.getAttribute('data-vitrine-list')?.trim() ?? '',
      reason: list.vitrineReason ?? null,
    })),
    nFrames: document.querySelectorAll('iframe').length,
  };
}
