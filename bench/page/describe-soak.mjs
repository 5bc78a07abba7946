import { count, table } from '../markdown.mjs';

/**
 * The soak as Markdown: what a page and its storage come to, and what they may.
 *
 * @param {object} result bench/results/soak.json
 * @returns {string}
 */
export function describeSoak({ commit, browser, nEvents, nReranks, caps, found, journalEntries, samples }) {
  const last = samples.at(-1);
  const rows = [
    ['events that are stored', count(found.storedEvents), count(caps.storedEvents)],
    ['their text, MB', found.storedMegabytes.toFixed(2), String(caps.storedMegabytes)],
    [
      'heap gained since the store was full, MB',
      found.heapGrowthMegabytes.toFixed(2),
      String(caps.heapGrowthMegabytes),
    ],
    ['heap in the end, MB', last.heapMegabytes.toFixed(1), ''],
    ['the origin’s storage in the end, model included, MB', last.originMegabytes.toFixed(1), ''],
    ['journal entries left, failures told', `${journalEntries}, ${last.errors}`, ''],
  ];
  return [
    '### A page that is never left',
    `${count(nEvents)} events and ${count(nReranks)} reranks of 48 items in one page of ${browser}; the heap is the page’s, after a collection.`,
    table(['', 'found', 'at most'], rows),
    `Commit \`${commit.slice(0, 12)}\`: \`npm run bench:soak\`.`,
  ].join('\n\n');
}
