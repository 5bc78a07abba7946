import type { ClusterAdaptation } from '../../clusters/placing/adaptation.js';
import type { ClusterSummary } from '../../encoder/artifact/manifest.js';
import type { VitrineErrorCode } from '../../errors.js';
import type { RecordedEvent } from '../../events/event/event.js';
import type { ScoreTable } from '../../ranking/score-table.js';
import type { ItemDescription } from '../../sequence/text.js';

export type { ClusterAdaptation, ItemDescription };

/** Where a `ClusterAdaptation` lives in the event store's state. */
export const adaptationKey = 'cluster-adaptation';

/** Where the order record's text lives in the event store's state if localStorage does not take it. */
export const recordKey = 'score-snapshot';

/** The name of the Cache Storage cache that models are kept in. */
export const modelCacheName = 'vitrine-model';

/** What TensorFlow.js can execute the model on, fastest on a real GPU first. */
export type AcceleratorName = 'webgl' | 'wasm';

/** Where the files lie that the worker loads when it brings in an execution: absolute URLs. */
export interface ExecutionFiles extends Readonly<Record<AcceleratorName, string>> {
  /** The binary of `wasm`. */
  readonly wasmBinary: string;
}

/** What executes the model: plain arrays from the first moment, then what TensorFlow.js has warmed up. */
export type BackendName = 'cpu' | AcceleratorName;

/** What the page tells the worker once. */
export interface WorkerSetup {
  /** Absolute URL of the model directory, ending in a slash. */
  readonly modelUrl: string;
  readonly namespace: string;
  /** Whether history may be read from IndexedDB, and anything be kept on the device. */
  readonly hasStorage: boolean;
  /** Backends to try beside plain arrays, in this order. */
  readonly backends: readonly AcceleratorName[];
  /** Where the backends' files lie; without it the model stays on plain arrays. */
  readonly executionFiles?: ExecutionFiles;
  /** False on a device that saves data: the model that it has is used, and no other is fetched. Default true. */
  readonly mayFetch?: boolean;
  /** Whether the centroids move towards the shopper. Default false: what an earlier page kept of that is removed. */
  readonly adaptsClusters?: boolean;
  /** Items of the lists that earlier pages showed, latest first: the next page is likely to show them again. */
  readonly shownIds?: readonly string[];
}

/** What the worker answers once the model is loaded, verified and ready to answer. */
export interface WorkerReady {
  /** What the worker was built from: the page's script takes no answer from another build. */
  readonly buildId: string;
  /** First 16 hex digits of the manifest's SHA-256. */
  readonly modelHash: string;
  readonly itemCount: number;
  readonly clusters: readonly ClusterSummary[];
  /** Times the page adds for an item's place in the shop's order. */
  readonly positionWeight: number;
  /** How long fetching or reading the model's files and verifying them took, in ms. */
  readonly loadMs: number;
  /** Requests the worker made: all for the model's files. */
  readonly requestCount: number;
}

/** The shopper as the worker sees them, after the events it has been sent. */
export interface ScoreReply {
  readonly eventCount: number;
  /** False while no event tells anything about a known item: there is nothing to rank by. */
  readonly hasHistory: boolean;
  readonly table: ScoreTable;
  /** What runs the model now: plain arrays first, another once that is warm or after a device has taken one away. */
  readonly backend: BackendName;
  /** How long that took to warm up, in ms; 0 for arrays. */
  readonly warmUpMs: number;
  /** How long encoding and scoring took, in ms. */
  readonly encodeMs: number;
}

/** Where the shopper stands among the clusters. */
export interface ShopperStanding {
  /** How strongly the shopper belongs to each cluster, by cluster id: [nClusters], sums to 1. */
  readonly clusterProbabilities: readonly number[];
  /** The shopper's cluster, a place in `WorkerReady.clusters`; null for none of these, and without history. */
  readonly cluster: number | null;
  /** To each cluster's centroid, Euclidean; empty without history. */
  readonly clusterDistances: readonly number[];
  /** Where they stood at the end of each of the last visits, oldest first; the last is now. */
  readonly visits: readonly Visit[];
}

/** Where the shopper stood among the clusters at the end of a visit. */
export interface Visit {
  /** The cluster's id; null for none of these. */
  readonly cluster: number | null;
  /** How likely the nearest cluster was. */
  readonly probability: number;
}

/** Which items a score table is asked for: those of a page, or the best of the catalogue. */
export type ScoreScope =
  | {
      readonly itemIds: readonly string[];
      /** What the page says of each, for a model that has never met it; null where it says nothing. */
      readonly descriptions?: readonly (ItemDescription | null)[];
    }
  | { readonly limit: number; readonly exclude: readonly string[] };

/** What the page can ask of the worker; spoken through comlink. */
export interface WorkerApi {
  /**
   * Loads, verifies and caches the model; reads the stored history once. Backends are warmed up after the first answer.
   *
   * @param report hears of failures that the worker recovers from, such as a GPU that was lost
   * @param onBackend hears that another backend runs the model from now on
   */
  start(
    setup: WorkerSetup,
    report: (code: VitrineErrorCode, message: string) => void,
    onBackend: () => void,
  ): Promise<WorkerReady>;
  /**
   * Takes in what the shopper did since the last call (an event sent twice counts once) and scores.
   */
  score(newEvents: readonly RecordedEvent[], scope: ScoreScope): Promise<ScoreReply>;
  /** The text of an order record that reflects every event so far; null without history, and where it would say nothing new. */
  makeRecord(): Promise<string | null>;
  /** Stores a record in the database, for a page that cannot keep it; null removes the one that is there. */
  storeRecord(text: string | null): Promise<void>;
  /** Places the shopper among the clusters, which takes longer than scoring one more event. */
  standing(): Promise<ShopperStanding>;
  /** Drops the history from memory, the record that it stored, and how the clusters adapted; nothing is written afterwards until new events come. */
  forget(): Promise<void>;
}
