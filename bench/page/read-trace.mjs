import { isOurScript } from './without-vitrine.mjs';

/** A page counts as idle this long after its load, ms. */
export const idleMs = 2000;

/** A task is long from here on, and what is beyond blocks the shopper, ms. */
const longTaskMs = 50;

/** What a trace must hold to be read here. */
export const traceCategories = [
  '-*',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'blink.user_timing',
  'loading',
  'toplevel',
  'v8',
];

/** What says in a trace that a script was compiled, run or called, and whose it is. */
const scriptEvents = new Set([
  'EvaluateScript',
  'FunctionCall',
  'v8.compile',
  'v8.compileModule',
  'v8.produceCache',
  'v8.produceModuleCache',
]);
const evaluations = new Set(['EvaluateScript', 'v8.compileModule']);

/**
 * Reads what a page view cost its main thread, from navigation start until `idleMs` after its load.
 *
 * Time is that of the top-level tasks (`RunTask`), so it holds whatever runs there: scripts, layout, paint, collection of
 * garbage. Blocking time is what tasks take beyond 50 ms each, from first contentful paint on, a task that was running
 * then from then on. A module's own top level and promise callbacks carry no address in a trace, and are in the
 * time of tasks alone.
 *
 * @param {readonly object[]} events of a trace of `traceCategories`
 * @param {string} url of the page
 * @returns {{ mainThreadMs: number, blockingMs: number, ours: { ms: number, urls: string[] } }} `ours`: time in scripts of
 *   ours before first paint, and those that were evaluated
 * @throws when the trace holds no such page view, or none that has painted and loaded
 * @see https://web.dev/articles/tbt
 */
export function readTrace(events, url) {
  const start = events.find((event) => event.name === 'navigationStart' && event.args.data?.documentLoaderURL === url);
  if (!start) throw new Error(`the trace has no navigation to ${url}`);
  const { frame } = start.args;
  const markOf = (name) => {
    const mark = events.find((event) => event.name === name && event.ts >= start.ts && event.args.frame === frame);
    if (!mark) throw new Error(`the trace has no ${name} of ${url}`);
    return mark.ts;
  };
  const end = markOf('loadEventEnd') + 1000 * idleMs;
  const onMainThread = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === start.pid && tid === start.tid);
  const tasks = topLevelTasks(onMainThread, start.ts, end);
  const blocking = clip(tasks, markOf('firstContentfulPaint'), end).map(
    ([from, to]) => (to - from) / 1000 - longTaskMs,
  );
  return {
    mainThreadMs: lengthMs(tasks),
    blockingMs: blocking.reduce((sum, ms) => sum + Math.max(0, ms), 0),
    ours: readOurs(onMainThread, start.ts, markOf('firstPaint')),
  };
}

/** Chromium notes a task twice, `RunTask` around the other, and only `RunTask` holds all that a frame takes. */
function topLevelTasks(events, from, to) {
  const named = (name) => events.filter((event) => event.name === name);
  const tasks = named('RunTask');
  return clip(intervalsOf(tasks.length > 0 ? tasks : named('ThreadControllerImpl::RunTask')), from, to);
}

function readOurs(events, from, to) {
  const ours = events.filter((event) => scriptEvents.has(event.name) && isOurScript(event.args.data?.url ?? ''));
  const evaluated = ours.filter(({ name, ts }) => evaluations.has(name) && ts >= from && ts < to);
  return {
    ms: lengthMs(clip(intervalsOf(ours), from, to)),
    urls: [...new Set(evaluated.map(({ args }) => args.data.url))],
  };
}

/** Disjoint stretches of time, in order, µs: what is nested in another event is part of it. */
function intervalsOf(events) {
  const merged = [];
  for (const { ts, dur = 0 } of [...events].sort((a, b) => a.ts - b.ts)) {
    const last = merged.at(-1);
    if (last && ts < last[1]) last[1] = Math.max(last[1], ts + dur);
    else merged.push([ts, ts + dur]);
  }
  return merged;
}

function clip(intervals, from, to) {
  return intervals
    .map(([start, end]) => [Math.max(start, from), Math.min(end, to)])
    .filter(([start, end]) => end > start);
}

function lengthMs(intervals) {
  return intervals.reduce((sum, [from, to]) => sum + (to - from), 0) / 1000;
}
