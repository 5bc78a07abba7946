import { clusterProbabilities } from '../clusters/assign.js';
import type { Model } from '../encoder/artifact.js';
import { metItems } from '../encoder/cold-features.js';
import { createColdScorer, type ReadShopper } from '../encoder/cold-scorer.js';
import { type ScoreParts, scoreItems } from '../ranking/score.js';
import { appendScores, type ScoreTable } from '../ranking/score-table.js';
import { maxSnapshotItems, type ScoreSnapshot } from '../ranking/snapshot.js';
import type { Execution } from './execution.js';
import type { History } from './history.js';
import type { ScoreReply, ScoreScope } from './protocol.js';
import { readTitles } from './read-titles.js';
import { describedPlaces, scoreDescribed } from './score-described.js';
import { selectScores } from './select-scores.js';
import { readShopper, timeKey } from './shopper-state.js';

export interface ShopperParts {
  readonly model: Model;
  readonly modelHash: string;
  readonly history: History;
  /** Runs the model. */
  readonly execution: Pick<Execution, 'backend' | 'warmUpMs' | 'encode'>;
  /** ms since 1970. */
  readonly now: () => number;
}

/** The scores of the whole catalogue for the shopper at one moment. */
export interface ScoredShopper {
  /** The history's version that they reflect. */
  readonly version: number;
  /** What the time made of it. */
  readonly timeKey: string;
  readonly eventCount: number;
  readonly clusterProbabilities: readonly number[];
  /** null without history. */
  readonly catalogue: {
    readonly parts: ScoreParts;
    readonly recentItems: readonly number[];
    /** What items outside it are scored by. */
    readonly shopper: ReadShopper;
  } | null;
  readonly encodeMs: number;
}

/** One shopper, scored anew only when something changed. */
export interface Shopper {
  /**
   * Gets ready for what a question asks beside the catalogue; others may be answered meanwhile.
   *
   * @returns undefined where all is ready
   */
  prepare(scope: ScoreScope): Promise<void> | undefined;
  /** Scores every item of the catalogue for the shopper as they are now. */
  score(): Promise<ScoredShopper>;
  /** Whether the scores are still those of the shopper's events. */
  isCurrent(scored: ScoredShopper): boolean;
  toReply(scored: ScoredShopper, scope: ScoreScope): ScoreReply;
  /** What the next page orders its first list by; null without history. */
  toSnapshot(scored: ScoredShopper): ScoreSnapshot | null;
}

/** Joins history, encoder, clusters and ranking weights into scores. */
export function createShopper({ model, modelHash, history, execution, now }: ShopperParts): Shopper {
  const { clusters, encoder, ranking } = model;
  const coldScorer = createColdScorer(model);
  let last: ScoredShopper | undefined;
  const keyNow = () => timeKey(history.events(), model.sessionGapMs, now());

  const compute = async (): Promise<ScoredShopper> => {
    const startedAt = performance.now();
    const shared = { version: history.version(), timeKey: keyNow(), eventCount: history.count() };
    const state = readShopper(history.events(), model, now());
    if (!state) return { ...shared, clusterProbabilities: sizeShares(model), catalogue: null, encodeMs: 0 };
    const { embedding, standing, logits } = await execution.encode(state.sequence);
    const probabilities =
      clusters.summaries.length === 0
        ? new Float32Array(0)
        : clusterProbabilities(standing, clusters.centroids, encoder.embeddingSize, clusters.temperature);
    const parts = scoreItems({
      logits,
      repeats: state.repeats,
      clusterProbabilities: probabilities,
      affinities: clusters.affinities,
      weights: ranking,
    });
    const met = metItems(state.sequence.tokens, model.vocabulary.sessionStart);
    return {
      ...shared,
      clusterProbabilities: [...probabilities],
      catalogue: { parts, recentItems: state.recentItems, shopper: { scores: parts, met, embedding } },
      encodeMs: performance.now() - startedAt,
    };
  };

  const isCurrent = ({ version }: ScoredShopper) => version === history.version();
  const select = ({ catalogue }: ScoredShopper, scope: ScoreScope) => {
    if (!catalogue) return emptyTable;
    const { parts, recentItems, shopper } = catalogue;
    const known = selectScores(parts, scope, model, recentItems);
    return appendScores(known, scoreDescribed(scope, model.vocabulary, coldScorer, shopper, recentItems));
  };

  return {
    prepare(scope) {
      const isReady = describedPlaces(scope, model.vocabulary).length === 0 || coldScorer.read(0);
      return isReady ? undefined : readTitles(coldScorer);
    },
    async score() {
      if (!last || !isCurrent(last) || last.timeKey !== keyNow()) last = await compute();
      return last;
    },
    isCurrent,
    toReply: (scored, scope) => ({
      eventCount: scored.eventCount,
      hasHistory: scored.catalogue !== null,
      clusterProbabilities: scored.clusterProbabilities,
      table: select(scored, scope),
      backend: execution.backend(),
      warmUpMs: execution.warmUpMs(),
      encodeMs: scored.encodeMs,
    }),
    toSnapshot: (scored) =>
      scored.catalogue && {
        modelHash,
        eventCount: scored.eventCount,
        clusterProbabilities: scored.clusterProbabilities,
        positionWeight: ranking.position,
        table: select(scored, { limit: maxSnapshotItems, exclude: [] }),
      },
  };
}

/** What is likely of a shopper about whom nothing is known: each cluster's share of the training shoppers. */
function sizeShares({ clusters }: Model): number[] {
  const total = clusters.summaries.reduce((sum, { size }) => sum + size, 0);
  return clusters.summaries.map(({ size }) => (total > 0 ? size / total : 1 / clusters.summaries.length));
}

const emptyTable: ScoreTable = {
  itemIds: [],
  sequence: new Float32Array(0),
  cluster: new Float32Array(0),
  repeat: new Float32Array(0),
  history: [],
  because: new Int16Array(0),
};
