import type { Vitrine, VitrineEvents } from '../index.js';
import type { EarlyLists } from './first/watch-lists.js';
import type { OrderOnlyVitrine } from './host/order-only.js';
import type { QueuedCall } from './queue.js';

/** What `window.vitrine` is once the script has run: the API, with a `push` that takes calls as data. */
export interface VitrineGlobal extends OrderOnlyVitrine, Partial<Pick<Vitrine, 'exportData' | 'profile'>> {
  /** Runs calls given as data, in order; before the script came, an array's own `push` queued them. */
  push(...calls: QueuedCall[]): void;
  /** As the head script has it: at once before this script has taken over; from then on it orders lists by itself. */
  order: EarlyLists['order'];
}

/** The methods that a call in the queue may name, apart from those that are typed on their own. */
type PlainMethod = Exclude<
  keyof Vitrine,
  'namespace' | 'expose' | 'on' | 'rerank' | 'rerankNow' | 'variant' | 'deviceSeed' | 'consent'
>;

/** A call written down as data, such as `['track', { type: 'view_item', itemId: '85123A' }]`. */
export type VitrineCall<Name extends keyof VitrineEvents = keyof VitrineEvents> =
  | { [Method in PlainMethod]: readonly [method: Method, ...args: Parameters<Vitrine[Method]>] }[PlainMethod]
  | readonly ['on', Name, (value: VitrineEvents[Name]) => void]
  | readonly ['order', ...args: Parameters<EarlyLists['order']>]
  | readonly ['claim', (vitrine: Vitrine) => void];

/** What a page may say to `window.vitrine` at any time: before the script has come, it is a queue. */
export interface VitrineQueue {
  push<Name extends keyof VitrineEvents>(...calls: VitrineCall<Name>[]): unknown;
}
