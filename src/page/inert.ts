import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import type { Vitrine } from './api.js';
import { toProfile } from './profile.js';

/** An instance that accepts every call and does nothing: for servers, wrong options, and browsers without a shopper. */
export function createInertVitrine(reason: NotRerankedReason = 'no-model'): Vitrine {
  const keep = <Item>(items: readonly Item[]): Ranking<Item> => ({
    items: [...items],
    reranked: false,
    reason,
    explain: () => null,
  });
  const profile = toProfile(null, 0);
  return {
    track: () => false,
    rerank: async (items) => keep(items),
    recommend: async () => keep([]),
    profile: async () => profile,
    consent: () => 'denied',
    setConsent: () => {},
    exportData: async () => ({ consent: 'denied', events: [], profile, adaptation: null }),
    forget: async () => {},
    on: () => () => {},
    stop: () => {},
  };
}
