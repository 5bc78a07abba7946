import { describe, expect, it } from 'vitest';
import { describePage } from '../../bench/page/describe-page.mjs';
import { type Pair, summarizeViews, type View } from '../../bench/page/summarize-views.mjs';

const shopOrder = ['a', 'b', 'c'];
const shoppers = ['c', 'a', 'b'];

function view(more: Partial<View> = {}): View {
  return {
    path: '/',
    slot: 'home',
    orders: [{ at: 100, ids: shopOrder }],
    readings: [],
    decisions: [],
    paintMs: 150,
    firstContentfulPaintMs: 160,
    layoutShift: 0,
    nowFromWorker: null,
    mainThreadMs: 200,
    blockingMs: 0,
    ours: { ms: 0, urls: [] },
    ...more,
  };
}

/** A page that is in the shopper's order at `at`, by `source`. */
function ordered(at: number, source: 'worker' | 'snapshot', nowFromWorker: string[], more: Partial<View> = {}): View {
  const kept = { slot: 'home', answeredMs: 105, source: null, itemIds: shopOrder, reranked: false, reason: 'deadline' };
  const other = { slot: '', answeredMs: 106, source: 'worker', itemIds: shopOrder, reranked: true } as const;
  return view({
    orders: [
      { at: 110, ids: shopOrder },
      { at, ids: shoppers },
    ],
    decisions: [
      kept,
      other,
      { slot: 'home', answeredMs: at - 1, source, itemIds: shopOrder, reranked: true },
      { slot: 'home', answeredMs: at + 90, source: 'worker', itemIds: shopOrder, reranked: true },
    ],
    nowFromWorker,
    ...more,
  });
}

const pairs: Pair[] = [
  { with: ordered(140, 'snapshot', shoppers, { mainThreadMs: 300 }), without: view() },
  { with: ordered(400, 'snapshot', ['b', 'a', 'c'], { mainThreadMs: 500 }), without: view() },
  { with: ordered(700, 'worker', shoppers, { mainThreadMs: 260 }), without: view({ mainThreadMs: 220 }) },
  { with: view({ ours: { ms: 8, urls: ['x', 'y'] }, mainThreadMs: 240 }), without: view() },
];
const summary = summarizeViews(pairs, () => 500);

describe('pairs of page views', () => {
  it('are counted by when the list was in order, and by whose scores', () => {
    expect(summary).toMatchObject({ pairs: 4, atPaint: 1, later: 2, afterPaint: 0, never: 1 });
    expect(summary).toMatchObject({ fromWorker: 1, fromSnapshot: 2, staleSnapshots: 1, fromElsewhere: 0 });
  });

  it('count an order apart that was there before any decision', () => {
    const told = ordered(140, 'worker', shoppers);
    const untold = { ...told, decisions: told.decisions.slice(-1) };
    expect(summarizeViews([{ with: untold, without: view() }], () => 0)).toMatchObject({
      atPaint: 1,
      fromWorker: 0,
      fromElsewhere: 1,
      staleElsewhere: 0,
    });
    const stale = { with: { ...untold, nowFromWorker: shopOrder }, without: view() };
    expect(summarizeViews([stale], () => 0)).toMatchObject({ fromElsewhere: 1, staleElsewhere: 1, staleSnapshots: 0 });
  });

  it('come to medians of each, and of the differences', () => {
    // Differences are 100, 300, 40 and 40.
    expect(summary.mainThreadMs).toEqual({ with: 280, without: 200, difference: 70 });
    expect(summary.ours).toEqual({ ms: 0, bytes: 0 });
  });

  it('have a time beyond the page without where the list came to another order', () => {
    expect(summary.beyondMs).toBe(300); // of 40, 300 and 600
    expect(summarizeViews([pairs[3]], () => 500)).toMatchObject({ beyondMs: null, ours: { ms: 8, bytes: 1000 } });
  });
});

describe('the table of bench:page', () => {
  it('shows counts, both medians, their ratio and the difference', () => {
    const text = describePage({
      commit: 'a'.repeat(40),
      browser: 'Chromium 1',
      cores: 2,
      views: 4,
      runs: 1,
      idleMs: 2000,
      topLength: 8,
      shops: { plain: { title: 'a shop', rates: { 1: summary, 4: { ...summary, beyondMs: null } } } },
    });
    expect(text).toContain('| **a shop** | 1 × | 4 × |');
    expect(text).toContain('first contentful paint | **1 of 4** | **1 of 4** |');
    expect(text).toContain('ordered by stored scores (of these stale) | 2 (1) | 2 (1) |');
    expect(text).toContain('ordered before any decision was told (of these stale) | 0 (0) | 0 (0) |');
    expect(text).toContain('the page without, ms | +300 | never |');
    expect(text).toContain('main thread until idle, ms | 280 / 200 (1.40 ×, +70) |');
    expect(text).toContain('blocking time, ms | 0 / 0 (0) |');
    expect(text).toContain('Commit `aaaaaaaaaaaa`: `npm run bench:page`.');
  });
});
