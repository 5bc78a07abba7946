import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import type { Vitrine } from './api.js';
import { createPageOrder, keptOrder } from './page-order.js';
import { copyList } from './read-option.js';
import { readRequest } from './read-request.js';
import { unknownProfile } from './unknown-profile.js';

/** An instance that accepts every call and does nothing: for servers, wrong options, and browsers without a shopper. */
export function createInertVitrine(reason: NotRerankedReason = 'no-model'): Vitrine {
  /** The shop's own rules hold all the same. */
  const order = <Item>(items: readonly Item[], request: unknown): Ranking<Item> => {
    try {
      return createPageOrder(copyList(items) as Item[], readRequest<Item>(request)).keep(reason);
    } catch {
      return keptOrder(items as Item[], reason);
    }
  };
  const profile = unknownProfile();
  return {
    namespace: '',
    expose: 'all',
    track: () => false,
    rerank: async (items, request) => order(items, request),
    rerankNow: order,
    recommend: async () => keptOrder([], reason),
    profile: async () => profile,
    consent: () => 'denied',
    setConsent: () => {},
    exportData: async () => ({ consent: 'denied', events: [], profile, adaptation: null, note: null, order: null }),
    variant: () => null,
    deviceSeed: () => 0,
    forget: async () => {},
    on: () => () => {},
    stop: () => {},
  };
}
