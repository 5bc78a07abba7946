/**
 * Stands in for `window.vitrine` until the script has loaded, however late, or if it never does: calls are written down,
 * with the time at which they were made, and the script runs them in their order.
 *
 * `rerank` keeps the shop's order when the script is not there by its deadline, and `rerankNow` at once; other answers wait. While 200 calls
 * wait, `track` returns false and keeps nothing. This file exports nothing, imports nothing, and is built into
 * dist/vitrine.stub.js, to be pasted into the page's head before the script tag or served beside it.
 */

type Call = [method: string, ...args: unknown[]] & { madeAt?: number; done?: (result: unknown) => void };

interface RerankOptions {
  readonly deadlineMs?: number;
}

const host = window as unknown as { vitrine?: unknown };
// An element whose id is "vitrine" is no own property; a queue that a page has begun by itself is one.
const found = (Object.hasOwn(host, 'vitrine') && host.vitrine) as { rerank?: unknown } | undefined;
if (typeof found?.rerank !== 'function') {
  const calls: Call[] = Array.isArray(found) ? found : [];
  const write = (...written: Call[]) => {
    for (const call of written) {
      try {
        call.madeAt ??= Date.now();
      } catch {
        // Frozen, or no call at all: the script says so.
      }
      if (calls.length < 200 || call?.[0] !== 'track') calls[calls.length] = call;
    }
  };
  const ask = (method: string, args: unknown[], done?: (result: unknown) => void) => {
    const call: Call = [method, ...args];
    call.done = done;
    stub.push(call);
    return call;
  };
  const keep = (items: readonly unknown[]) => {
    let kept: unknown[] = [];
    try {
      kept = items.slice();
    } catch {
      // No list: the page's mistake is no exception in the page.
    }
    return { items: kept, reranked: false, reason: 'deadline', explain: () => null };
  };
  const stub = Object.assign(calls, {
    push: write,
    consent: () => 'pending',
    variant: () => null,
    track: (...args: unknown[]) => calls.includes(ask('track', args)),
    on(...args: unknown[]) {
      let stop: unknown;
      let isEnded = false;
      const end = () => {
        isEnded = true;
        if (typeof stop === 'function') stop();
      };
      ask('on', args, (result) => {
        stop = result;
        if (isEnded) end();
      });
      return end;
    },
    rerankNow: keep,
    rerank: (items: readonly unknown[], options?: RerankOptions) =>
      new Promise((resolve) => {
        const call = ask('rerank', [items, options], resolve);
        const kept = keep(items);
        let deadlineMs = 50;
        try {
          deadlineMs = +(options?.deadlineMs ?? 50);
        } catch {
          // Options that cannot be read: the page's mistake is no exception in the page.
        }
        setTimeout(() => {
          const place = calls.indexOf(call);
          if (place >= 0) calls.splice(place, 1);
          resolve(kept);
        }, deadlineMs);
      }),
  });
  for (const method of ['setConsent', 'stop']) {
    Object.assign(stub, { [method]: (...args: unknown[]) => void ask(method, args) });
  }
  for (const method of ['recommend', 'profile', 'exportData', 'forget']) {
    const wait = (...args: unknown[]) => new Promise((resolve) => ask(method, args, resolve));
    Object.assign(stub, { [method]: wait });
  }
  host.vitrine = stub;
}
