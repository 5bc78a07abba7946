import type { Page } from '@playwright/test';

/** What stood in the viewport as a frame was painted. */
export interface Frame {
  /** ms since the page began. */
  readonly at: number;
  /** Items by id, in the order of the page, with their places from the start of the page, in pixels. */
  readonly items: readonly { readonly id: string; readonly top: number; readonly left: number }[];
}

/** Writes down what is visible in each frame from the start of the page; to run before anything else there. */
export const watchFrames = `
  window.frames0 = []; window.shifts0 = []; window.longTasks0 = [];
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shifts0.push(value); })
    .observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longTasks0.push(duration); })
    .observe({ type: 'longtask', buffered: true });
  const look = () => {
    // A resize is told of after every callback of the frame, just before the browser paints.
    new ResizeObserver((_, observer) => {
      observer.disconnect();
      const items = [...document.querySelectorAll('[data-vitrine-list="home"] [data-vitrine-item]')].flatMap((item) => {
        const { top, left } = item.getBoundingClientRect();
        return top < innerHeight ? { id: item.dataset.vitrineItem, top: top + scrollY, left } : [];
      });
      frames0.push({ at: performance.now(), items });
    }).observe(document.documentElement);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

declare global {
  interface Window {
    frames0: Frame[];
    shifts0: number[];
    longTasks0: number[];
  }
}

/** Frames that showed items, first to last. */
export async function framesOf(page: Page): Promise<Frame[]> {
  const frames = await page.evaluate(() => window.frames0);
  return frames.filter(({ items }) => items.length > 0);
}

/** Items that were visible in one frame and stood elsewhere in a later one. */
export function movedItems(frames: readonly Frame[]): string[] {
  const placeOf = new Map<string, string>();
  const moved = new Set<string>();
  for (const { items } of frames) {
    for (const { id, top, left } of items) {
      const place = `${top} ${left}`;
      if ((placeOf.get(id) ?? place) !== place) moved.add(id);
      placeOf.set(id, place);
    }
  }
  return [...moved];
}
