import { idleMs, readTrace, traceCategories } from './read-trace.mjs';
import { waitingPath } from './serve-shop.mjs';
import { readWatched } from './watch-list.mjs';

/**
 * A shopper's browser.
 *
 * @typedef {{ page: import('@playwright/test').Page, cdp: import('@playwright/test').CDPSession, origin: string, hasVitrine: boolean, version: string, close(): Promise<void> }} Shopper
 */

/** What the page that was left still has to clean up is not the next one's. */
const settleMs = 300;

/**
 * Measures one page view, from its navigation until `idleMs` after its load.
 *
 * @param {Shopper} shopper waits on an empty page, and does so again afterwards
 * @param {{ path: string, shopOrder: readonly string[] }} list the page, and the ids of its first list in the shop's own order
 * @param {number} rate how many times slower the page's main thread is made; its worker becomes slower, too, but less
 * @returns {Promise<import('./summarize-views.mjs').View>}
 */
export async function measureView({ page, cdp, origin, hasVitrine }, { path, shopOrder }, rate) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate });
  const stopTrace = await startTrace(cdp);
  await page.goto(path, { waitUntil: 'load' });
  await page.waitForTimeout(idleMs + 200);
  const events = await stopTrace();
  const watched = await page.evaluate(readWatched);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const nowFromWorker = hasVitrine ? await page.evaluate(askWorker, [watched.slot, shopOrder]) : null;
  await page.goto(waitingPath);
  await page.waitForTimeout(settleMs);
  return { path, ...watched, nowFromWorker, ...readTrace(events, new URL(path, origin).href) };
}

async function startTrace(cdp) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: traceCategories },
  });
  return async () => {
    const completed = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
    await cdp.send('Tracing.end');
    await completed;
    cdp.off('Tracing.dataCollected', collect);
    return events;
  };
}

/**
 * Runs in the page: the order that the worker gives the list by now; null where the list was not asked for, or nobody answers.
 *
 * It is what an answer from stored scores is compared with: one that differs was stale. The items are given in the shop's
 * own order, which counts in the answer.
 */
async function askWorker([slot, shopOrder]) {
  const { vitrine, benchWatched } = window;
  const wasAsked = benchWatched.decisions.some((decision) => decision.slot === slot);
  for (let i = 0; i < 400 && (await vitrine.profile()).model === null; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!wasAsked) return null;
  const { items } = await vitrine.rerank(shopOrder, { slot: 'bench', deadlineMs: 5000 });
  const answer = benchWatched.decisions.findLast((decision) => decision.slot === 'bench');
  return answer?.source === 'worker' ? items : null;
}
