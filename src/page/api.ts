import type { VitrineError } from '../errors.js';
import type { RecordedEvent, ShopEvent } from '../events/event/event.js';
import type { DeviceNote, Variant } from '../events/local-storage/device-note.js';
import type { Consent } from '../events/recording/consent.js';
import type { OrderRecord } from '../ranking/order-record.js';
import type { Ranking } from '../ranking/ranking.js';
import type { Rule } from '../ranking/rules/mechanics/rule.js';
import type { BackendName, ClusterAdaptation, ItemDescription } from '../worker/wire/protocol.js';
import type { ExposureEvent } from './experiment.js';
import type { DeviceConditions, Frugality } from './model/frugality.js';
import type { ScoreSource } from './scorer.js';

export interface VitrineOptions {
  /** URL of the model directory, relative to the page: '/model/'. */
  modelUrl: string;
  /** URL of `vitrine.worker.js`; by default beside the module that imports it. Must be of the page's origin. */
  workerUrl?: string | URL;
  /** Nothing is written to the device before 'granted'. Default 'pending'. */
  consent?: Consent;
  /** Time that `rerank` may take, in ms, before the page keeps its order. Default 50. */
  deadlineMs?: number;
  /** Separates shops on one origin. Default 'vitrine'. */
  namespace?: string;
  /**
   * Whether cluster centres move a little towards this shopper, visit by visit, on this device alone. Default false: the
   * model's ranking is measured without it. Turned off again, what was kept of it is removed.
   */
  adaptClusters?: boolean;
  /**
   * Crawlers, audits and browsers that a program steers are no shoppers: by default ('ignore') nothing is recorded for them
   * and lists keep their order. 'record' treats them as shoppers, for a shop's own browser tests.
   */
  bots?: 'ignore' | 'record';
  /**
   * The share of devices whose lists keep the shop's order, so that the shop can measure what ranking does. Default 0.1;
   * 0 turns it off. A device draws once, with consent, and stays with it; browsers that a program steers take no part,
   * unless it is 1.
   */
  holdout?: number;
  /**
   * Whether a device that is short of something loads the model: by stated rules ('auto', the default), always ('off'), or
   * as the shop's own function says: 'defer' until the page has loaded and is idle, 'skip' what is not on the device yet.
   */
  frugal?: 'auto' | 'off' | ((device: DeviceConditions) => Frugality);
  /**
   * What the script tag lets the page's other scripts see by `window.vitrine` and the events of the DOM: 'all', the default,
   * or 'order': orders, consent, `track` and `forget`, but neither history nor reasons. What `createVitrine` returns is
   * whole in either case; its lists tell no reasons to the page.
   */
  expose?: 'all' | 'order';
  /** Hears of every failure, once each. */
  onError?: (error: VitrineError) => void;
}

export interface RerankRequest<Item> {
  /** A name for the place on the page, such as 'category'. */
  slot?: string;
  /** The id of an item; by default the item itself when it is text, else its `id`. */
  id?: (item: Item) => string;
  /**
   * What the page knows of an item. A model that reads text, or whose catalogue has titles, orders an item that it has
   * never met by it; without it, and on a first list that comes before the model, such an item keeps its place.
   */
  describe?: (item: Item) => ItemDescription | null | undefined;
  /** Ids of items that keep their place. */
  pinned?: readonly string[];
  /** The shopper chose how the items are sorted: they stay as they are, and no rule holds (`reason: 'sorted'`). */
  sorted?: boolean;
  /** Which batch an item came with ("load more", infinite scroll): items are ranked among those of the same batch. */
  batch?: (item: Item) => unknown;
  /**
   * Where an item stood in the shop's own order, from 0, for a list that was ordered before; by default where it stands in
   * the list. It is what the weight of the shop's own order, ties and explanations go by.
   */
  place?: (item: Item) => number;
  /**
   * The shop's own rules, from 'vitrine/rules', such as `[pin('85123A', 0), inStock((product) => product.stock > 0)]`.
   * Those that need no scores hold where the model did not order the page, too. One that throws leaves the shop's order.
   */
  rules?: readonly Rule<Item>[];
  /** Instead of the instance's deadline, ms. */
  deadlineMs?: number;
  /** An aborted request keeps the shop's order. */
  signal?: AbortSignal;
}

export interface RecommendRequest {
  limit?: number;
  /** Ids that are not wanted. */
  exclude?: readonly string[];
  /** A name for the place on the page, such as 'basket'. */
  slot?: string;
  /** The shop's own rules over the ids. One that drops items leaves fewer than `limit`. */
  rules?: readonly Rule<string>[];
  deadlineMs?: number;
}

export interface ProfileCluster {
  readonly id: number;
  readonly label: string;
  /** Probability of the cluster among all clusters, 0 to 1. */
  readonly probability: number;
  /** From its centre, in a unit of the model's own: to compare within one profile. */
  readonly distance: number;
}

/** The shopper's nearest cluster at the end of a visit. */
export interface ProfileVisit {
  /** The cluster's id; null for none of them. */
  readonly cluster: number | null;
  /** Probability of the nearest cluster, 0 to 1. */
  readonly probability: number;
}

/** The device's knowledge of its shopper. */
export interface Profile {
  /** The shopper's cluster; null without history or model, and for one who is far from all of them. */
  readonly cluster: ProfileCluster | null;
  /** Every cluster, likeliest first. */
  readonly clusters: readonly ProfileCluster[];
  /** The shopper's movement between clusters: the last twelve visits at most, oldest first, the last as it is now. */
  readonly visits: readonly ProfileVisit[];
  readonly eventCount: number;
  /** Name of what executes the model now: `cpu` at first, another once that is warm; null while none is loaded. */
  readonly backend: BackendName | null;
  readonly model: {
    readonly hash: string;
    readonly itemCount: number;
    /** `warmUpMs` is that of `backend`: 0 for plain arrays, which need none. */
    readonly timings: { readonly loadMs: number; readonly warmUpMs: number };
    readonly requestCount: number;
  } | null;
  /** Time that the last encoding took in the worker, ms. */
  readonly encodeMs: number | null;
}

/** Everything that is stored about the shopper, and what the device makes of it. */
export interface ExportedData {
  readonly consent: Consent;
  readonly events: RecordedEvent[];
  readonly profile: Profile;
  /** Movement of the cluster centres; null where they did not move. */
  readonly adaptation: ClusterAdaptation | null;
  /** The device's lot, and counts of clicks where somebody counts; null where nothing is kept. */
  readonly note: DeviceNote | null;
  /** The scores that the next page orders its first lists by; null where none are kept. */
  readonly order: OrderRecord | null;
}

/** Outcome of a call of `rerank` or `recommend`. */
export interface Decision {
  /** As the request named it; '' where it did not. */
  readonly slot: string;
  /** Time of the call, ms since 1970. */
  readonly at: number;
  /** Duration of the call, ms. */
  readonly ms: number;
  /** Source of the scores: the model, or what the device kept from it ('snapshot'); null where there were none. */
  readonly source: ScoreSource | null;
  /** True if the shopper has done something since that the scores do not reflect. */
  readonly isStale: boolean;
  /** In the shop's order; for `recommend`, in the model's. */
  readonly itemIds: readonly string[];
  readonly ranking: Ranking<unknown>;
}

export interface VitrineEvents {
  /** The shopper's profile changed: new events were taken in, here or in another tab; everything was erased; or another backend took over. */
  profile: Profile;
  /** The scores that lists are ordered by may have changed: the model has taken in new events, or everything was erased. */
  scores: { readonly eventCount: number };
  /** An event was recorded, here or in another tab. */
  event: RecordedEvent;
  /** Consent was given, withdrawn or denied. */
  consent: Consent;
  /** The shopper is shown a list in a variant of the experiment; once for each slot and address. */
  exposure: ExposureEvent;
  /** A list was ordered, or kept: for a look behind the glass. */
  decision: Decision;
  /** A failure, as `onError` hears of it. */
  error: VitrineError;
}

/** One shop's personalization on this page. No method throws into the page; failures go to `onError`. */
export interface Vitrine {
  /** As the option says. */
  readonly namespace: string;
  /** As the option says. */
  readonly expose: 'all' | 'order';
  /**
   * Records what the shopper did; true when the event was accepted, which means that it will not be lost.
   *
   * `source` names who saw it, for shops where several do ('markup', 'data-layer'): the same action from another source
   * within half a second counts once, and so do the views, lists, searches and purchases that they report of one page. A
   * view, list, search, checkout or purchase that is told again within a second, with nothing that differs, counts once.
   *
   * `at` is when it happened, in ms since 1970, for what had to wait; without it, now.
   */
  track(event: ShopEvent, source?: string, at?: number): boolean;
  /** Orders the items of a page by its deadline, or leaves them as they are and says why. */
  rerank<Item>(items: readonly Item[], request?: RerankRequest<Item>): Promise<Ranking<Item>>;
  /**
   * Orders the items of a page at once, by the scores that this device keeps from the last event on: for a list that is about
   * to be painted. Nothing is waited for or loaded. Where nothing is known yet it leaves the items as they are and says why:
   * `rerank` may know more.
   */
  rerankNow<Item>(items: readonly Item[], request?: RerankRequest<Item>): Ranking<Item>;
  /** The best item ids of the whole catalogue for this shopper; none without history. */
  recommend(request?: RecommendRequest): Promise<Ranking<string>>;
  profile(): Promise<Profile>;
  /** This device's variant of the experiment; null without consent, and where there is no experiment. */
  variant(): Variant | null;
  /** A number from 0 to 9,999 for `explore`: the device's own, once there is consent, else this page's. */
  deviceSeed(): number;
  consent(): Consent;
  /** 'granted' starts storing; 'denied' erases everything, in every tab. */
  setConsent(consent: Consent): void;
  /** Everything that is stored about the shopper, for the shopper. */
  exportData(): Promise<ExportedData>;
  /** Erases everything that is stored about the shopper, in every tab; consent stays as it is. */
  forget(): Promise<void>;
  /** Listens; returns a function that stops listening. */
  on<Name extends keyof VitrineEvents>(name: Name, listener: (value: VitrineEvents[Name]) => void): () => void;
  /** Ends listening, the worker and storage; the instance is inert afterwards. */
  stop(): void;
}
