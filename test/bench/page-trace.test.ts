import { describe, expect, it } from 'vitest';
import { idleMs, readTrace, type TraceEvent } from '../../bench/page/read-trace.mjs';
import { isOurScript, withoutVitrine } from '../../bench/page/without-vitrine.mjs';

const url = 'http://localhost:1/list?q=a';
const ours = 'http://localhost:1/vitrine.iife.js';

/** An event of the page's main thread; times in ms. */
function event(name: string, at: number, ms?: number, more: Partial<TraceEvent> = {}): TraceEvent {
  const phase = ms === undefined ? { ph: 'R' } : { ph: 'X', dur: 1000 * ms };
  return { name, pid: 1, tid: 1, ts: 1000 * (5000 + at), args: { frame: 'main' }, ...phase, ...more };
}

const script = (name: string, at: number, ms: number, address: string) =>
  event(name, at, ms, { args: { data: { url: address } } });

const marks = [
  event('navigationStart', 0, undefined, { args: { frame: 'main', data: { documentLoaderURL: url } } }),
  event('firstPaint', 100),
  event('firstContentfulPaint', 120),
  event('loadEventEnd', 300),
];

describe('a trace of a page view', () => {
  it('gives the time of the top-level tasks from navigation start until the page is idle', () => {
    const tasks = [
      event('RunTask', -30, 40), // 10 of it since the start
      event('RunTask', 50, 30),
      event('RunTask', 55, 10), // nested
      event('ThreadControllerImpl::RunTask', 50, 29),
      event('RunTask', 300 + idleMs - 5, 20), // 5 of it until the end
      event('RunTask', 60, 500, { tid: 2 }),
      event('RunTask', 60, 500, { pid: 2 }),
    ];
    expect(readTrace([...tasks, ...marks], url).mainThreadMs).toBeCloseTo(45);
    expect(readTrace([event('ThreadControllerImpl::RunTask', 50, 29), ...marks], url).mainThreadMs).toBeCloseTo(29);
  });

  it('counts what long tasks take beyond 50 ms, from first contentful paint on', () => {
    const tasks = [
      event('RunTask', 10, 80), // before the paint
      event('RunTask', 100, 90), // 70 of it after the paint: 20
      event('RunTask', 200, 50),
      event('RunTask', 400, 75), // 25
    ];
    expect(readTrace([...tasks, ...marks], url).blockingMs).toBeCloseTo(45);
  });

  it('tells scripts of ours before first paint from the shop’s, each moment once', () => {
    const events = [
      script('EvaluateScript', 20, 10, ours),
      script('v8.compile', 20, 4, ours), // nested
      script('FunctionCall', 95, 10, ours), // 5 of it before the paint
      script('EvaluateScript', 40, 30, 'http://localhost:1/assets/vitrine-abc.js'),
      script('EvaluateScript', 150, 10, 'http://localhost:1/vitrine.client.js'),
    ];
    expect(readTrace([...events, ...marks], url).ours).toEqual({ ms: 15, urls: [ours] });
  });

  it('names what it lacks', () => {
    expect(() => readTrace(marks, 'http://localhost:1/other')).toThrow('no navigation to http://localhost:1/other');
    expect(() => readTrace(marks.slice(0, 3), url)).toThrow(`no loadEventEnd of ${url}`);
  });
});

describe('a page without Vitrine', () => {
  it('lacks every script that names it by address, id or text, and keeps the shop’s', () => {
    const html = [
      '<title>Vitrine demo shop</title><link rel="stylesheet" href="/a.css">',
      '<link rel="preload" as="script" href="/vitrine.first.js">',
      '<script src="/vitrine.first.js" data-namespace="x"></script>',
      '<script async\n src=\'/vitrine.iife.js?v=1\' data-model="/model/"></script>',
      '<script id="vitrine-start">start()</script>',
      '<script>window.vitrine = []</script>',
      '<script type="module" crossorigin src="/assets/vitrine-DKx_67LF.js"></script>',
      '<script>shop()</script><ul data-vitrine-list="home"></ul>',
    ].join('');
    expect(withoutVitrine(html)).toBe(
      '<title>Vitrine demo shop</title><link rel="stylesheet" href="/a.css">' +
        '<script type="module" crossorigin src="/assets/vitrine-DKx_67LF.js"></script>' +
        '<script>shop()</script><ul data-vitrine-list="home"></ul>',
    );
  });

  it('knows our scripts by their path alone', () => {
    expect(isOurScript('http://vitrine.example/shop.js')).toBe(false);
    expect(isOurScript('http://localhost:1/cdn/vitrine/1.4.0/vitrine.worker.js#x')).toBe(true);
    expect(isOurScript('')).toBe(false);
  });
});
