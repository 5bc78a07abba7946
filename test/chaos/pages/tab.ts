import type { Vitrine } from '../../../src/index.js';
import type { Equipment } from '../trip.js';

/** Where a tab goes: which shop (a namespace of its own for each trip), its word on consent, what the device has. */
export interface Address {
  readonly namespace: string;
  readonly consent: 'pending' | 'granted';
  readonly equipment: Equipment;
}

/** A page of the shop in a frame of its own: a real document with real workers, which closing ends at once. */
export interface Tab {
  readonly id: number;
  /** The page, once its script runs. */
  page(): Promise<Window & { vitrine: Vitrine }>;
  /** The page as it is now, even half loaded. */
  window(): Window | null;
  /** What is wrong with the page as it is: its items, and exceptions that reached it. Empty for one that loads. */
  faults(): string[];
  navigate(): void;
  close(): void;
}

/** The items of every page, in the shop's own order. */
export const itemIds: readonly string[] = ['candle', 'mug', 'bag', 'lamp'].flatMap((kind) => [
  `${kind}-1`,
  `${kind}-2`,
]);

/** How long anything may take that must happen in the end: far longer than it does, since machines are busy. */
const patienceMs = 20_000;

/**
 * Waits until something holds.
 *
 * @returns whether it came to hold
 */
export async function until(holds: () => unknown): Promise<boolean> {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedAt > patienceMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return true;
}

/** Opens a tab; its page loads meanwhile. */
export function openTab(id: number, { namespace, consent, equipment }: Address): Tab {
  const frame = document.createElement('iframe');
  let visits = 0;
  const go = () => {
    frame.src = `/shop?${new URLSearchParams({ namespace, consent, equipment, visit: `${id}-${++visits}` })}`;
  };
  const isArrived = (page: Window | null) => page?.location.search.endsWith(`visit=${id}-${visits}`);
  go();
  document.body.append(frame);
  return {
    id,
    window: () => frame.contentWindow,
    async page() {
      const isReady = () => {
        const page = frame.contentWindow;
        return (
          isArrived(page) &&
          typeof (page as Partial<typeof page & { vitrine: Vitrine }>)?.vitrine?.rerank === 'function'
        );
      };
      if (!(await until(isReady))) throw new Error(`tab ${id}: its page did not load`);
      return frame.contentWindow as Window & { vitrine: Vitrine };
    },
    faults() {
      const page = frame.contentWindow;
      if (!page?.hooks?.isWhole) return [];
      const found = [...page.document.querySelectorAll<HTMLElement>('ul > li')].map((item) => item.dataset.vitrineItem);
      const isWhole = found.length === itemIds.length && itemIds.every((itemId) => found.includes(itemId));
      const faults = page.hooks.exceptions.map((message) => `tab ${id}: an exception reached the page: ${message}`);
      return isWhole ? faults : [...faults, `tab ${id}: the page holds ${found.join(' ')}`];
    },
    navigate: go,
    close: () => frame.remove(),
  };
}
