import type { Vocabulary } from '../../sequence/vocabulary.js';
import type { ColdWeights } from '../item-features/cold-weights.js';
import type { Companions } from '../item-features/companions.js';
import type { Repeats } from '../item-features/repeats.js';
import type { EncoderConfig } from '../kinds/create-encoder.js';
import type { Catalog, ClusterDrift, ClusterSuccession, ClusterSummary, RankingWeights } from './manifest.js';

/** What words are made of: the rows that all texts share. */
export interface TextRows {
  readonly nBuckets: number;
  /** Row-major, [nBuckets, embeddingSize]; a bucket of rare words weighs more, its row is the longer. */
  readonly rows: Float32Array;
}

/** A parameter's values, row-major, with their shape. */
export interface Weight {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A trained model in memory, in plain typed arrays; whoever executes it makes tensors from these. */
export interface Model {
  readonly encoder: EncoderConfig;
  readonly sessionGapMs: number;
  /** False where the log that it learned from had no times; sequences then carry none (`toSequence`). */
  readonly hasTimes?: boolean;
  /** True where it reads text: searches are tokens of its sequences, and unknown to it otherwise. */
  readonly hasQueries?: boolean;
  /** What searches, and items that it never saw, are made of; absent where it reads no text. */
  readonly text?: TextRows;
  readonly vocabulary: Vocabulary;
  readonly catalog: Catalog;
  /** One row a token, items first, then the special tokens: [vocabulary.size + nSpecialTokens, embeddingSize]. */
  readonly itemEmbeddings: Float32Array;
  /** What is added to each item's score, about the log of its popularity: [vocabulary.size]. */
  readonly itemBias: Float32Array;
  readonly encoderWeights: Readonly<Record<string, Weight>>;
  /** What having met an item before says about it; a model may do without. */
  readonly repeats?: Repeats;
  /** Items that go together; a model may do without. */
  readonly companions?: Companions;
  readonly clusters: {
    readonly summaries: readonly ClusterSummary[];
    /** [nClusters, embeddingSize] */
    readonly centroids: Float32Array;
    /** What belonging to a cluster adds to an item's score: [nClusters, vocabulary.size]. */
    readonly affinities: Float32Array;
    /** Divides squared distances before the softmax that turns them into probabilities. */
    readonly temperature: number;
    /** Whoever is farther from every centroid than its radius is of no cluster, [nClusters]; a model may do without. */
    readonly radii?: Float32Array;
    /** See `Manifest`. */
    readonly drift?: ClusterDrift;
    /** See `Manifest`. */
    readonly succeeds?: readonly ClusterSuccession[];
  };
  readonly ranking: RankingWeights;
  /** How items that it never saw are scored; a model may do without, see `createColdScorer`. */
  readonly coldItems?: ColdWeights;
}
