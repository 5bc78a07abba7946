import type { DebugState } from './debug-state.js';

/** A part of the panel. */
export interface DebugSection {
  /** Its heading; '' for one that needs none, at the top. */
  readonly title: string;
  readonly node: HTMLElement;
  /** Shows the state that it is given; called whenever something has changed. */
  show?(state: DebugState): void;
}

/** What sections are made with. */
export interface DebugSectionOptions {
  /** What an item is called; by default its id. */
  readonly titleOf: (itemId: string) => string;
  /** Gives or withdraws consent, or erases; by default the instance's own ways. */
  readonly setConsent: (consent: 'granted' | 'denied') => void;
}
