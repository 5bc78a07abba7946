import { createRequire } from 'node:module';

const { reactive, readonly, ref } = createRequire(import.meta.url)('vue') as typeof import('vue');

/** Holds back what a shopper's or a shop's own value would look like: no message may contain it. */
export const secret = 'SECRET-85123A';

const fail = (): never => {
  throw new Error(`a getter with ${secret} failed`);
};

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function cyclic(): unknown {
  const object: Record<string, unknown> = { id: secret };
  object.self = object;
  return object;
}

function cyclicList(): unknown {
  const list: unknown[] = [secret];
  list.push(list);
  return list;
}

function thenable(then: (resolve: (value: unknown) => void) => void): unknown {
  return Object.fromEntries([['then', then]]);
}

function* endless(): Generator<string> {
  for (;;) yield secret;
}

/** Makes each odd value anew, so that one call cannot spoil the next one's. The names are what a failure prints. */
export const oddValues: Readonly<Record<string, () => unknown>> = {
  undefined: () => undefined,
  null: () => null,
  NaN: () => Number.NaN,
  'negative zero': () => -0,
  infinity: () => Number.POSITIVE_INFINITY,
  'a negative number': () => -1,
  'a fraction': () => 2.5,
  'a huge number': () => 1e308,
  'a BigInt': () => 10n,
  'a symbol': () => Symbol(secret),
  'no text': () => '',
  text: () => secret,
  'long text': () => secret.repeat(5000),
  'a lone surrogate': () => `\ud800${secret}`,
  'the text __proto__': () => '__proto__',
  true: () => true,
  'an empty list': () => [],
  'a list of ids': () => [secret, 7],
  'a frozen list': () => Object.freeze([secret]),
  'a list of odd values': () => [null, Symbol(secret), 10n, {}, []],
  'a cyclic list': cyclicList,
  'a huge list': () => new Array(1_000_000).fill(secret),
  'a sparse list': () => new Array(4_294_967_295),
  'a list with a hole': () => Object.assign(new Array(3), { 0: secret, 2: secret }),
  'a Vue reactive list': () => reactive([secret, { id: secret }]),
  'a Vue readonly list': () => readonly([secret]),
  'a Vue reactive object': () => reactive({ id: secret, title: secret, nested: [secret] }),
  'a Vue ref': () => ref([secret]),
  'a proxied list': () => new Proxy([secret], {}),
  'a proxied object': () => new Proxy({ id: secret }, {}),
  'a draft like Immer': () => new Proxy([secret], { get: (target, name) => Reflect.get(target, name), set: fail }),
  'a proxy that always fails': () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
  'a proxied list that always fails': () => new Proxy([], { get: fail, has: fail, ownKeys: fail }),
  'a list of endless length': () => new Proxy([], { get: (_, name) => (name === 'length' ? 1e15 : secret) }),
  'a revoked proxy': () => revoked({}),
  'a revoked list': () => revoked([]),
  'a revoked function': () => revoked(() => secret),
  'an empty object': () => ({}),
  'an object without prototype': () => Object.create(null),
  'a frozen object': () => Object.freeze({ id: secret }),
  'a cyclic object': cyclic,
  'a getter that throws': () => Object.defineProperty({}, 'id', { get: fail, enumerable: true }),
  'an object that is no text': () => ({ toString: fail, valueOf: fail, [Symbol.toPrimitive]: fail }),
  'an object like an array': () => ({ length: 3, 0: secret, 1: secret, 2: secret }),
  'a date': () => new Date(Number.NaN),
  'a Map': () => new Map([[secret, secret]]),
  'a Set': () => new Set([secret]),
  'a WeakMap': () => new WeakMap(),
  'a RegExp': () => /85123A/g,
  'an endless generator': endless,
  'a typed array': () => Float64Array.of(1, Number.NaN),
  'a function': () => () => secret,
  'a function that throws': () => fail,
  'an async function': () => async () => secret,
  'a class': () => class Odd {},
  'a promise': () => Promise.resolve(secret),
  'a thenable': () => thenable((resolve) => resolve(secret)),
  'a thenable that throws': () => thenable(fail),
  'a thenable that never settles': () => thenable(() => {}),
  'an error': () => new Error(secret),
  'an aborted signal': () => AbortSignal.abort(secret),
  'a proxied signal': () => new Proxy(new AbortController().signal, {}),
  'a signal that throws': () => ({ aborted: false, addEventListener: fail, removeEventListener: fail }),
};

/** The names of all odd values. */
export const oddNames: readonly string[] = Object.keys(oddValues);
