import type { Summary } from './summarize-views.mjs';

/** bench/results/page.json. */
export interface PageResult {
  readonly commit: string;
  readonly browser: string;
  readonly cores: number;
  readonly views: number;
  readonly runs: number;
  readonly idleMs: number;
  readonly topLength: number;
  /** By name; summaries by the rate of CPU throttling. */
  readonly shops: Readonly<Record<string, { title: string; rates: Readonly<Record<string, Summary>> }>>;
}

/** What a page view costs with Vitrine and without, as Markdown. */
export function describePage(result: PageResult): string;
