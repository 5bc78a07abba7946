import { expect, type Page } from '@playwright/test';

/** What a list showed in one frame or more. */
export interface ShownOrder {
  readonly list: string;
  readonly order: readonly string[];
  /** Whether the framework had taken over the page by then. */
  readonly isMounted: boolean;
}

declare global {
  interface Window {
    /** Each order that a frame showed, from the first one of the page on, without those that only repeat. */
    shownOrders: ShownOrder[];
  }
}

/**
 * Notes, on every page from now on, what each list shows in each frame, just before the browser paints it.
 *
 * @param lists selectors of what holds the items
 */
export async function watchFrames(page: Page, lists: readonly string[]): Promise<void> {
  await page.addInitScript((selectors) => {
    window.shownOrders = [];
    const noteFrame = () => {
      const isMounted = document.documentElement.dataset.mounted !== undefined;
      for (const list of selectors) {
        const order = [...document.querySelectorAll(`${list} > *`)].map((item) => item.textContent ?? '');
        const last = window.shownOrders.filter((shown) => shown.list === list).at(-1);
        const isSame = last?.isMounted === isMounted && JSON.stringify(last.order) === JSON.stringify(order);
        if (order.length > 0 && !isSame) window.shownOrders.push({ list, order, isMounted });
      }
      requestAnimationFrame(noteFrame);
    };
    requestAnimationFrame(noteFrame);
  }, lists);
}

/** What frames have shown so far of a list, once there was one with the framework in it, and some time more. */
export async function shownOrders(page: Page, list: string): Promise<ShownOrder[]> {
  const read = () => page.evaluate((selector) => window.shownOrders.filter((shown) => shown.list === selector), list);
  await expect.poll(async () => (await read()).some(({ isMounted }) => isMounted)).toBe(true);
  return read();
}

/** Slows the page's processor down, as on a phone. */
export async function throttle(page: Page, rate: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}
