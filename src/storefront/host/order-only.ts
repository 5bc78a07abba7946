import { type Ranking, type Vitrine, VitrineError, type VitrineEvents } from '../../index.js';
import type { Report } from './safely.js';

/** What any script of the page may see of Vitrine: orders and the switch, but neither history nor reasons. */
export type OrderOnlyVitrine = Omit<Vitrine, 'exportData' | 'profile'>;

/** Events that tell neither what the shopper did nor why an item stands where it stands. */
const toldEvents: readonly (keyof VitrineEvents)[] = ['consent', 'exposure', 'error'];

/**
 * Returns an instance without history and reasons: no `exportData`, no `profile`, no events but those of consent, exposure and
 * failures, and rankings that explain nothing.
 */
export function orderOnly(vitrine: Vitrine, report: Report): OrderOnlyVitrine {
  const { namespace, expose, track, variant, deviceSeed, consent, setConsent, forget, stop } = vitrine;
  return {
    namespace,
    expose,
    track,
    rerank: async (items, request) => withoutReasons(await vitrine.rerank(items, request)),
    rerankNow: (items, request) => withoutReasons(vitrine.rerankNow(items, request)),
    recommend: async (request) => withoutReasons(await vitrine.recommend(request)),
    variant,
    deviceSeed,
    consent,
    setConsent,
    forget,
    on(name, listener) {
      if (toldEvents.includes(name)) return vitrine.on(name, listener);
      report(new VitrineError('OPTION_INVALID', `on tells of ${toldEvents.join(', ')}: expose is "order"`));
      return () => {};
    },
    stop,
  };
}

/** Returns a ranking that explains nothing. */
export function withoutReasons<Item>(ranking: Ranking<Item>): Ranking<Item> {
  return { ...ranking, explain: () => null };
}
