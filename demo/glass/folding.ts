const key = 'shop:glass';

/** From this width on there is room for the panel beside the shop. */
const roomyWidth = 1200;

/** Whether the panel was open when it was last folded or unfolded; at first it is open where there is room. */
export function wasOpen(): boolean {
  const kept = attempt(() => localStorage.getItem(key));
  return kept ? kept === 'open' : innerWidth >= roomyWidth;
}

/** Keeps, for the next page, whether the panel is open. */
export function rememberFolding(isOpen: boolean): void {
  attempt(() => localStorage.setItem(key, isOpen ? 'open' : 'folded'));
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // No storage: the panel starts as it does on a first visit.
  }
}
