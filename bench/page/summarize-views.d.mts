import type { Reading } from './judge-moves.mjs';
import type { NotedOrder } from './judge-order.mjs';

/** One page view as it was measured; times in ms since navigation start. */
export interface View {
  readonly path: string;
  /** `data-vitrine-list` of the first list. */
  readonly slot: string;
  readonly orders: readonly NotedOrder[];
  readonly readings: readonly Reading[];
  readonly decisions: readonly {
    readonly slot: string;
    /** By the wall clock. */
    readonly answeredMs: number;
    readonly source: 'worker' | 'snapshot' | null;
    readonly itemIds: readonly string[];
    readonly reranked: boolean;
    readonly reason?: string;
  }[];
  /** When the frame of first contentful paint was drawn. */
  readonly paintMs: number;
  readonly firstContentfulPaintMs: number;
  readonly layoutShift: number;
  /** The order that the worker gave the list in the end; null where nobody answered. */
  readonly nowFromWorker: readonly string[] | null;
  readonly mainThreadMs: number;
  readonly blockingMs: number;
  readonly ours: { readonly ms: number; readonly urls: readonly string[] };
}

/** The same page view of two shoppers, who differ in nothing else. */
export interface Pair {
  readonly with: View;
  readonly without: View;
}

/** Medians with, without, and of the differences. */
export interface Comparison {
  readonly with: number;
  readonly without: number;
  readonly difference: number;
}

/** What pairs of page views come to: numbers of pairs, medians in ms and bytes. */
export interface Summary {
  readonly pairs: number;
  readonly atPaint: number;
  readonly later: number;
  readonly afterPaint: number;
  readonly never: number;
  readonly fromWorker: number;
  readonly fromSnapshot: number;
  readonly staleSnapshots: number;
  /** In order before any decision was answered. */
  readonly fromElsewhere: number;
  readonly staleElsewhere: number;
  /** null where no list came to the shopper's order. */
  readonly beyondMs: number | null;
  readonly firstContentfulPaintMs: Comparison;
  readonly mainThreadMs: Comparison;
  readonly blockingMs: Comparison;
  readonly ours: { readonly ms: number; readonly bytes: number };
  readonly layoutShift: Comparison;
  readonly moved: { readonly with: number; readonly without: number };
}

/** Returns what pairs of page views come to: counts, and medians over the pairs. */
export function summarizeViews(pairs: readonly Pair[], bytesOf: (url: string) => number): Summary;
