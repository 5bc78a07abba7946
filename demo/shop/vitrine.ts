import type { Vitrine } from '../../src/index.js';

/** Before the script tag has loaded, `window.vitrine` is a queue of calls. */
type Call = readonly [method: string, ...rest: unknown[]];
interface Queue {
  push(call: Call): unknown;
}

const page = window as unknown as { vitrine?: Queue | (Vitrine & Queue) };

/** Calls a method of Vitrine, now or as soon as it has loaded. */
export function callVitrine(...call: Call): void {
  page.vitrine ??= [] as unknown as Queue;
  page.vitrine.push(call);
}

/**
 * Vitrine's methods, once its script has loaded; never where it does not load, and then the shop is a plain shop.
 */
export function whenVitrine(): Promise<Vitrine> {
  return new Promise((resolve) => {
    const look = () => {
      const { vitrine } = page;
      if (vitrine && 'profile' in vitrine && !Array.isArray(vitrine)) resolve(vitrine);
      else setTimeout(look, 30);
    };
    look();
  });
}
