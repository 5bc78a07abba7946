import type { Provenance } from '../../encoder/artifact/manifest.js';
import type { Agreement } from './agreement.js';
import type { FailedClustering } from './compare-clusterings.js';
import type { JudgedClustering } from './judging/judge-clustering.js';
import type { Recommendation } from './judging/recommend.js';
import type { ScoredClustering } from './judging/score.js';
import type { SpaceName } from './spaces/feature-space.js';

/** All that `vitrine clusters` found out; plain JSON, from which tables, curves and pictures are made. */
export interface ClustersReport {
  /** The first 16 digits of the SHA-256 of the manifest, which names every other file's: as the browser reports it. */
  readonly modelHash: string;
  readonly data: Provenance['data'];
  readonly seed: number;
  /** What usefulness was measured on. */
  readonly period: 'validation' | 'test';
  readonly nShoppers: number;
  /** The moments that shoppers are seen at, ms since 1970. */
  readonly cutOff: number;
  readonly earlierCutOff: number;
  /** What was left out, sampled or could not be measured, for people. */
  readonly notes: readonly string[];
  readonly spaces: readonly { readonly name: SpaceName; readonly size: number; readonly notes: readonly string[] }[];
  /** In words, how `scored` came to its scores. */
  readonly formula: string;
  /** Space by space, algorithm by algorithm, k ascending: a k curve is what shares a space and an algorithm. */
  readonly scored: readonly ScoredClustering[];
  readonly failed: readonly FailedClustering[];
  /** One clustering again, with other treatments of missing values and outliers, not scored. */
  readonly treatments: readonly JudgedClustering[];
  readonly agreement: readonly Agreement[];
  readonly recommendation: Recommendation;
  /** In words, what became of the model's own clusters; absent where it has none. */
  readonly own?: string;
}
