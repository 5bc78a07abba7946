import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import type { RerankRequest, Vitrine } from './api.js';
import { createPageOrder } from './page-order.js';
import { toProfile } from './profile.js';

/** An instance that accepts every call and does nothing: for servers, wrong options, and browsers without a shopper. */
export function createInertVitrine(reason: NotRerankedReason = 'no-model'): Vitrine {
  const keep = <Item>(items: readonly Item[]): Ranking<Item> => ({
    items: [...items],
    reranked: false,
    reason,
    explain: () => null,
  });
  /** The shop's own rules hold all the same. */
  const order = <Item>(items: readonly Item[], request: RerankRequest<Item>): Ranking<Item> => {
    try {
      return createPageOrder(items, request).keep(reason);
    } catch {
      return keep(items);
    }
  };
  const profile = toProfile(null, 0);
  return {
    namespace: '',
    track: () => false,
    rerank: async (items, request = {}) => order(items, request),
    recommend: async () => keep([]),
    profile: async () => profile,
    consent: () => 'denied',
    setConsent: () => {},
    exportData: async () => ({ consent: 'denied', events: [], profile, adaptation: null, note: null }),
    variant: () => null,
    deviceSeed: () => 0,
    forget: async () => {},
    on: () => () => {},
    stop: () => {},
  };
}
