import type { ClusterMeaning } from '../../../clusters/meaning/cluster-meaning.js';
import type { Manifest } from '../../../encoder/artifact/manifest.js';
import type { ClustersReport } from '../../cluster-lab/clusters-report.js';
import type { CleaningStep } from '../../log/cleaning-account.js';
import type { ClusterMap } from './cluster-map.js';
import type { ClusterMoves } from './cluster-moves.js';
import type { SilhouetteProfile } from './silhouette-profile.js';

/** One of the model's own clusters; `id` is its row, in which labels, colours and flows are counted. */
export interface ReportCluster extends ClusterMeaning {
  /** What people know it by: one more than the id that it keeps over updates. */
  readonly number: number;
}

/** All that the report page shows; plain JSON, and nothing in it points at one shopper. */
export interface ReportData {
  readonly vitrineVersion: string;
  /** What is known of the model from its manifest alone. */
  readonly manifest: Pick<
    Manifest,
    'encoder' | 'metrics' | 'training' | 'provenance' | 'ranking' | 'privacy' | 'files'
  >;
  readonly nItems: number;
  readonly cleaning: {
    /** Rows of the files before any rule. */
    readonly nRows: number;
    readonly steps: readonly CleaningStep[];
    /** Of all shoppers, the held-out periods included. */
    readonly nSteps: number;
    readonly nShoppers: number;
  };
  /** What `vitrine clusters` finds out. */
  readonly clusters: ClustersReport;
  /** The model's own clusters, in order; none for a model of fewer than two. */
  readonly meanings: readonly ReportCluster[];
  /** Absent where the model has fewer than two clusters. */
  readonly map?: ClusterMap;
  readonly silhouette?: SilhouetteProfile;
  /** Absent as well where times mean nothing. */
  readonly moves?: ClusterMoves;
}
