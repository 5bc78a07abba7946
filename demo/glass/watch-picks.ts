import { panelSlot } from '../../src/debug/debug.js';
import type { Explanation, Vitrine } from '../../src/index.js';

const pickCount = 20;

/** Tells the best items of the whole catalogue, best first: now, and whenever the shopper or the model changes. */
export function watchPicks(vitrine: Vitrine, tell: (picks: readonly Explanation[]) => void): void {
  let isReading = false;
  let isStale = false;
  const refresh = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale) {
      isStale = false;
      const ranking = await vitrine.recommend({ slot: panelSlot, limit: pickCount, deadlineMs: 5000 });
      const picks = ranking.reranked ? ranking.items.map((id) => ranking.explain(id)) : [];
      tell(picks.filter((pick) => pick !== null));
    }
    isReading = false;
  };
  for (const name of ['profile', 'event', 'consent'] as const) vitrine.on(name, () => void refresh());
  void refresh();
}

/** The score of an item: the sum of what each part adds, its place in the shop's order left out. */
export function scoreOf({ parts }: Explanation): number {
  return parts.sequence + parts.cluster + parts.repeat;
}
