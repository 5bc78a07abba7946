/** Where the items in view stood at a moment, ms since navigation start. */
export interface Reading {
  readonly at: number;
  readonly items: readonly (readonly [element: number, x: number, y: number])[];
}

/** Returns whether an item that a shopper saw moved, or was taken away, after first contentful paint. */
export function hasMoved(readings: readonly Reading[], paintMs: number): boolean;
