/** The ids of a list's items from a moment on, ms since navigation start. */
export interface NotedOrder {
  readonly at: number;
  readonly ids: readonly string[];
}

export type Verdict = 'at-paint' | 'later' | 'after-paint' | 'never';

/** How many items are the top of a list. */
export const topLength: number;

/** Judges when a page's first list stood in the shopper's order. */
export function judgeOrder(seen: { orders: readonly NotedOrder[]; paintMs: number; shopOrder: readonly string[] }): {
  verdict: Verdict;
  orderMs: number;
};

/** Returns whether two orders have the same top. */
export function hasSameTop(a: readonly string[], b: readonly string[]): boolean;
