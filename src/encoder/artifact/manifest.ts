import { VitrineError } from '../../errors.js';
import type { ColdWeights } from '../item-features/cold-weights.js';
import type { EncoderConfig } from '../kinds/create-encoder.js';
import { checkManifest } from './check-manifest.js';

/** The artifact format that this version writes and reads. */
export const formatVersion = 2;

/** A cluster in a shop's own words. Whatever describes it is shared by at least 20 training shoppers. */
export interface ClusterSummary {
  readonly id: number;
  /** The terms that distinguish it, for people: "christmas, tree, wooden". */
  readonly label: string;
  readonly terms: readonly string[];
  /** Training shoppers in it. */
  readonly size: number;
  /** The items its shoppers favour most against the average. */
  readonly topItemIds: readonly string[];
}

/** Which cluster of this model each cluster of an older one became. */
export interface ClusterSuccession {
  /** The older model: the first 16 hex digits of its manifest's SHA-256. */
  readonly model: string;
  /** The cluster's id here, by its id there; null where it is no more. */
  readonly ids: Readonly<Record<number, number | null>>;
}

/** How fast an old taste is forgotten where a shopper is placed among the clusters. */
export interface ClusterDrift {
  /** So many of the latest items are read, as if there were none before. */
  readonly window: number;
  /** After so many items a state counts half, see `driftWeights`; 0: the last alone counts. */
  readonly halfLife: number;
}

/** What `manifest.json` says of the clusters. */
export interface ManifestClusters {
  readonly summaries: readonly ClusterSummary[];
  readonly temperature: number;
  /** How a shopper drifts from cluster to cluster; without it the whole window and its last item say where they stand. */
  readonly drift?: ClusterDrift;
  /** Older models, of whose clusters a device may still keep something. */
  readonly succeeds?: readonly ClusterSuccession[];
}

/** How the parts of a score are weighed: fitted on validation data, never on test data. */
export interface RankingWeights {
  /** Times the encoder's score of the item (a logit). */
  readonly sequence: number;
  /** Times the cluster affinity of the item, averaged over cluster probabilities. */
  readonly cluster: number;
  /** Times what having met the item before says (`Repeats`). */
  readonly repeat: number;
  /** Times -log2(1 + the item's original place on the page, from 1). */
  readonly position: number;
}

/** Item ids in vocabulary order, with what explanations may show. */
export interface Catalog {
  readonly itemIds: readonly string[];
  readonly titles?: readonly string[];
  readonly categories?: readonly string[];
  /** Empty where an item has none. */
  readonly brands?: readonly string[];
  /** In the shop's currency; null where it is not known. */
  readonly prices?: readonly (number | null)[];
}

/** One step in the life of a model: what it learned from after it was trained. */
export interface ModelUpdate {
  /** The model that was updated: the first 16 hex digits of its manifest's SHA-256. */
  readonly model: string;
  /** The files that were new to it. */
  readonly data: readonly { readonly file: string; readonly sha256: string }[];
  /** Whether its encoder stayed as it was, and only clusters and ranking weights learned. */
  readonly isClustersOnly: boolean;
}

/** Where a model came from: enough to make it again. */
export interface Provenance {
  readonly vitrineVersion: string;
  readonly command: string;
  readonly seed: number;
  readonly backend: string;
  readonly data: readonly { readonly file: string; readonly sha256: string }[];
  /** Licence and attribution of the data, as given at training. */
  readonly licence?: string;
  /** How the log was read, cleaned and divided in time, as in vitrine.config.json: evaluation repeats it, an update goes on. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** What it learned from since, oldest first; absent where it was never updated. */
  readonly updates?: readonly ModelUpdate[];
}

/** How many shoppers stand behind whatever a model tells; absent from models before there was such a rule. */
export interface Privacy {
  /** Distinct shoppers behind every item and every pair of companions; 1: the rule was off. */
  readonly minShoppers: number;
  /** Distinct shoppers behind whatever describes a cluster, and in every cluster. */
  readonly groups: number;
  /** What was counted for a shopper: where a log does not say who came, each session is one. */
  readonly countedBy: 'shopper' | 'session';
}

/** One epoch of training. */
export interface TrainingEpoch {
  /** `training` is judged on validation; `refit` learns from validation, too. */
  readonly stage: 'training' | 'refit';
  /** From 1, in its stage. */
  readonly epoch: number;
  /** Mean training loss. */
  readonly loss: number;
  /** Mean validation NDCG@20; a refit has none. */
  readonly validation?: number;
}

/** `manifest.json`: everything about a model but its numbers. */
export interface Manifest {
  readonly formatVersion: number;
  readonly encoder: EncoderConfig;
  /** The pause that ended a session in training; serving must use the same. */
  readonly sessionGapMs: number;
  /** False where the log had no times: the model must not be told any. */
  readonly hasTimes?: boolean;
  readonly clusters: ManifestClusters;
  readonly ranking: RankingWeights;
  /** How items that the model never saw are scored; absent from models before there was such, see `createColdScorer`. */
  readonly coldItems?: ColdWeights;
  /** Measured at training, by name, such as `test/basket-completion/hitRate@10`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** How training went, epoch by epoch. */
  readonly training?: readonly TrainingEpoch[];
  readonly privacy?: Privacy;
  readonly provenance: Provenance;
  /** Every other file of the model directory. */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Parses `manifest.json`, checking what the rest of the code relies on.
 *
 * @throws VitrineError `MODEL_CORRUPT` for text that is no manifest, `MODEL_VERSION` for another format version
 */
export function parseManifest(text: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(text);
  } catch (cause) {
    throw new VitrineError('MODEL_CORRUPT', 'manifest.json is no JSON: is modelUrl the model directory?', { cause });
  }
  if (typeof manifest?.formatVersion !== 'number') {
    throw new VitrineError('MODEL_CORRUPT', 'manifest.json has no formatVersion: is modelUrl the model directory?');
  }
  if (manifest.formatVersion !== formatVersion) {
    throw new VitrineError(
      'MODEL_VERSION',
      `the model has format ${manifest.formatVersion}, this version of vitrine reads ${formatVersion}: ` +
        (manifest.formatVersion > formatVersion ? 'upgrade vitrine' : 'train the model again'),
    );
  }
  checkManifest(manifest);
  return manifest;
}
