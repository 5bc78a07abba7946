import { count, table } from '../markdown.mjs';

const names = {
  vitrine: '`track`: journal, IndexedDB, model told',
  indexeddb: 'one plain IndexedDB transaction an event',
  localforage: 'localforage 1.10.0, one item an event',
};
const pages = {
  cold: 'the first page, nothing cached',
  cached: 'the next page, the worker not up yet',
  warm: 'later lists of a page',
};

/**
 * What an event costs the main thread, and how many first reranks came too late, as Markdown.
 *
 * @param {object} result bench/results/track.json
 * @returns {string}
 */
export function describeTrack({
  commit,
  browser,
  nEvents,
  methods,
  bursts = {},
  longTasks,
  nPages,
  reranks,
  nLongListItems,
  longLists,
}) {
  const ours = methods.vitrine;
  const ms = (value, own) => `${value.toFixed(3)} (${(value / own).toFixed(1)} ×)`;
  const costs = Object.entries(methods).map(([name, { medianMs, p95Ms, mainThreadMs }]) => [
    names[name],
    ms(medianMs, ours.medianMs),
    ms(p95Ms, ours.p95Ms),
    ms(mainThreadMs, ours.mainThreadMs),
  ]);
  const shares = Object.entries(reranks).map(([name, { missed, reasons }]) => [
    pages[name],
    `${(100 * missed).toFixed(0)} %`,
    Object.entries(reasons)
      .map(([reason, n]) => `${reason} ${n}`)
      .join(', '),
  ]);
  return [
    '### What an event costs the page',
    `${count(nEvents)} events, one after the other, in ${browser}; ms, and in brackets times \`track\`. The call is what the shop’s code waits for; all of it is whatever the main thread did for an event. ` +
      `Tasks of 50 ms or more meanwhile, model at work: ${tell(longTasks)}.`,
    table(['', 'the call, median', 'the call, 95 %', 'all of it, mean'], costs),
    ...Object.entries(bursts).map(
      ([rate, { longestMs, allMs }]) =>
        `1,000 events in one task at ${rate} × CPU throttling: the longest call ${longestMs.toFixed(1)} ms, all of them ${allMs.toFixed(0)} ms.`,
    ),
    `Reranks of 48 items by the default deadline of 50 ms, ${nPages} each:`,
    table(['', 'too late', 'what they came to'], shares),
    `Ordering a list of ${count(nLongListItems)} items on the page, from the script tag to rest, tasks of 50 ms or more: ` +
      `${Object.entries(longLists)
        .map(([mode, tasks]) => `\`${mode}\` ${tell(tasks)}`)
        .join(', ')}.`,
    `Commit \`${commit.slice(0, 12)}\`: \`npm run bench:track\`.`,
  ].join('\n\n');
}

function tell({ count: nTasks, longestMs }) {
  return nTasks === 0 ? 'none' : `${nTasks}, the longest ${longestMs.toFixed(0)} ms`;
}
