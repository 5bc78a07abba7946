import type { Consent, Explanation, Profile, RecordedEvent, Vitrine } from '../../src/index.js';

/** What the panel shows, all of it asked of Vitrine's public API. */
export interface GlassState {
  readonly vitrine: Vitrine;
  readonly consent: Consent;
  readonly profile: Profile;
  /** As they are stored, oldest first. */
  readonly events: readonly RecordedEvent[];
  /** The best items of the whole catalogue, best first. */
  readonly picks: readonly Explanation[];
}

const pickCount = 20;

/** Calls back with the state now and after every change of it; changes in a row are told once. */
export async function watchGlass(vitrine: Vitrine, show: (state: GlassState) => void): Promise<void> {
  let isReading = false;
  let isStale = false;
  const refresh = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale) {
      isStale = false;
      show(await readState(vitrine));
    }
    isReading = false;
  };
  for (const name of ['profile', 'event', 'consent'] as const) vitrine.on(name, () => void refresh());
  await refresh();
}

async function readState(vitrine: Vitrine): Promise<GlassState> {
  const [ranking, { consent, events, profile }] = await Promise.all([
    vitrine.recommend({ limit: pickCount, deadlineMs: 5000 }),
    vitrine.exportData(),
  ]);
  const picks = ranking.reranked ? ranking.items.map((id) => ranking.explain(id)) : [];
  return { vitrine, consent, profile, events, picks: picks.filter((pick) => pick !== null) };
}

/** The score of an item: the sum of what each part adds, its place in the shop's order left out. */
export function scoreOf({ parts }: Explanation): number {
  return parts.sequence + parts.cluster + parts.repeat;
}
