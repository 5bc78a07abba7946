/** An event of a Chromium trace; times in µs. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args: { readonly frame?: string; readonly data?: Readonly<Record<string, unknown>> };
}

/** A page counts as idle this long after its load, ms. */
export const idleMs: number;

/** Reads what a page view cost its main thread, from navigation start until `idleMs` after its load. */
export function readTrace(
  events: readonly TraceEvent[],
  url: string,
): { mainThreadMs: number; blockingMs: number; ours: { ms: number; urls: string[] } };
