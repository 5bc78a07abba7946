import { addMainScript } from './add-main-script.js';
import { readFirstScores } from './read-first-scores.js';
import { standIn } from './stand-in.js';
import { watchLists } from './watch-lists.js';

/**
 * The head script: `dist/vitrine.first.js`, inline in the page's head or a blocking script there.
 *
 * It orders the page's lists by the order record before they are painted, stands in for `window.vitrine`, and adds the main
 * script (`data-main`) once the page was painted. Its options are attributes of its own element. A failure leaves a list as it
 * is; it is a warning on the console, and waits for whoever hears of the main script's errors.
 *
 * This file exports nothing: a script with exports would overwrite `window.vitrine` with them.
 */

/** Empty unless the script can go to work: a second head script has nothing to do, nor one that comes after the main one. */
let calls: unknown[] = [];

function safely(work: () => void): void {
  try {
    work();
  } catch (error) {
    console.warn('[vitrine]', error);
    calls.push(['fail', error]);
  }
}

safely(() => {
  const queue = standIn();
  if (queue.order) return;
  calls = queue;
  // In the head nothing can stand in its place yet.
  const tag = document.currentScript as HTMLScriptElement;
  Object.assign(
    queue,
    watchLists(() => readFirstScores(tag.dataset, queue), safely),
  );
  if (tag.dataset.main) addMainScript(tag);
});
