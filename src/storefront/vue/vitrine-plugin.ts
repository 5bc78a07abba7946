import { hasInjectionContext, type InjectionKey, inject, type Plugin } from 'vue';
import type { Vitrine } from '../../index.js';

/** What Vitrine is provided under: `app.provide(vitrineKey, vitrine)`, or `provide` in a component. */
export const vitrineKey: InjectionKey<Vitrine> = Symbol('vitrine');

/**
 * Gives Vitrine to every component of an app.
 *
 * @example createApp(Shop).use(vitrinePlugin, createVitrine({ modelUrl: '/model/' })).mount('#app')
 */
export const vitrinePlugin: Plugin<[Vitrine]> = {
  install(app, vitrine) {
    app.provide(vitrineKey, vitrine);
  },
};

/** The Vitrine that is provided, such as to `track`; null without one: lists keep the shop's order. */
export function useVitrine(): Vitrine | null {
  return hasInjectionContext() ? inject(vitrineKey, null) : null;
}
