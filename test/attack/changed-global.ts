/** What pages have been seen to delete, to break, or to give another meaning. */
export const globalPaths: readonly string[] = [
  ...['from', 'isArray', 'of'].map((name) => `Array.${name}`),
  ...[
    'concat',
    'entries',
    'every',
    'fill',
    'filter',
    'find',
    'findIndex',
    'flat',
    'flatMap',
    'forEach',
    'includes',
  ].map((name) => `Array.prototype.${name}`),
  ...['indexOf', 'join', 'keys', 'map', 'pop', 'push', 'reduce', 'reverse', 'shift', 'slice', 'some', 'sort'].map(
    (name) => `Array.prototype.${name}`,
  ),
  ...['splice', 'toJSON', 'values'].map((name) => `Array.prototype.${name}`),
  ...['assign', 'create', 'defineProperty', 'entries', 'freeze', 'fromEntries', 'hasOwn', 'keys', 'values'].map(
    (name) => `Object.${name}`,
  ),
  ...['Object.prototype.hasOwnProperty', 'Object.prototype.toJSON', 'Object.getPrototypeOf', 'Reflect.apply'],
  ...['Function.prototype.apply', 'Function.prototype.bind', 'Function.prototype.call', 'Reflect.get'],
  ...['endsWith', 'includes', 'padStart', 'replace', 'slice', 'split', 'startsWith', 'toJSON', 'trim'].map(
    (name) => `String.prototype.${name}`,
  ),
  ...['isFinite', 'isNaN', 'isInteger'].map((name) => `Number.${name}`),
  ...['JSON.parse', 'JSON.stringify', 'Math.log2', 'Math.max', 'Math.min', 'Date.now', 'performance.now'],
  ...['Promise.race', 'Promise.all', 'Promise.allSettled', 'Promise.resolve', 'Promise.prototype.then'],
  ...['Promise.prototype.catch', 'Promise.prototype.finally', 'Promise', 'Symbol', 'Map', 'Set', 'WeakMap', 'WeakSet'],
  ...['Map.prototype.get', 'Map.prototype.set', 'Set.prototype.add', 'Set.prototype.has', 'Float32Array.from'],
  ...['URL', 'AbortController', 'BroadcastChannel', 'CustomEvent', 'Event', 'IntersectionObserver', 'MutationObserver'],
  ...['Worker', 'crypto', 'indexedDB', 'localStorage', 'navigation', 'requestIdleCallback', 'queueMicrotask'],
  ...['requestAnimationFrame'],
  ...['setTimeout', 'clearTimeout', 'console.warn', 'dispatchEvent', 'getSelection', 'fetch', 'caches', 'history'],
];

/**
 * What promises are made of, and what comlink and idb call inside tasks of their own: where one of these is changed, a task
 * may fail aloud. It costs the page no item all the same.
 */
export const loudPaths: readonly string[] = [
  'Array.prototype.some',
  'Array.prototype.splice',
  'Object.assign',
  'Promise.prototype.then',
  'Promise.race',
];

/** How a global is changed. */
export const changes = ['deleted', 'throwing', 'another meaning'] as const;

/**
 * Returns a page's inline script that changes a global, makes a trip with Vitrine as the page would, puts the global back
 * and notes on the page's root element how it went: the trip itself uses nothing that may be changed.
 */
export function changingScript(path: string, change: (typeof changes)[number]): string {
  return `(() => {
    const names = ${JSON.stringify(path.split('.'))};
    const last = names.length - 1;
    let holder = window;
    for (let i = 0; i < last; i++) holder = holder[names[i]];
    const name = names[last];
    const before = Object.getOwnPropertyDescriptor(holder, name);
    const define = Object.defineProperty;
    const root = document.documentElement;
    const stringify = JSON.stringify;
    const wait = setTimeout;
    const restore = () => {
      delete holder[name];
      if (before) define(holder, name, before);
    };
    const finish = (isAnswered, items) => {
      restore();
      root.dataset.trip = stringify({ isAnswered, items });
    };
    addEventListener('load', async () => {
      const list = ['mug-1', 'toy-1', 'lamp-1'];
      wait(() => root.dataset.trip || finish(false, []), 8000);
      const { vitrine } = window;
      if (!vitrine || !vitrine.rerank) return finish(true, list);
      vitrine.track({ type: 'view_item', itemId: 'toy-2' });
      vitrine.on('event', () => {});
      await vitrine.recommend();
      const { items } = await vitrine.rerank(list, { deadlineMs: 100 });
      finish(true, items);
    });
    const changed = { deleted: undefined, throwing: () => { throw new Error('changed'); }, 'another meaning': (first) => first };
    try {
      if (${JSON.stringify(change)} === 'deleted') delete holder[name];
      else define(holder, name, { configurable: true, writable: true, enumerable: false, value: changed[${JSON.stringify(change)}] });
    } catch {
      // It cannot be changed: no page does.
    }
  })();`;
}
