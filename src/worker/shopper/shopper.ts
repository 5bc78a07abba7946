import type { Placement } from '../../clusters/placing/place-shopper.js';
import { noise } from '../../clusters/points/clustering.js';
import type { Model } from '../../encoder/artifact/model.js';
import { createColdScorer, type ReadShopper } from '../../encoder/cold-items/cold-scorer.js';
import { metItems } from '../../encoder/item-features/cold-features.js';
import { VitrineError } from '../../errors.js';
import { writeOrderRecord } from '../../ranking/order-record.js';
import { type ScoreParts, scoreItems, totalScores } from '../../ranking/score.js';
import { appendScores, emptyTable } from '../../ranking/score-table.js';
import { lastItemPlace } from '../../sequence/sequence.js';
import type { Execution } from '../execution/execution.js';
import type { ScoreReply, ScoreScope, ShopperStanding } from '../wire/protocol.js';
import type { AdaptationKeeper } from './adaptation-keeper.js';
import type { History } from './history.js';
import { readTitles } from './read-titles.js';
import { describedPlaces, scoreDescribed } from './score-described.js';
import { createRecordSelector } from './select-record.js';
import { explainRows, selectScores } from './select-scores.js';
import { readShopper, timeKey } from './shopper-state.js';
import { createVisits, type VisitedSequence } from './visits.js';

export interface ShopperParts {
  readonly model: Model;
  readonly modelHash: string;
  readonly history: History;
  /** Runs the model. */
  readonly execution: Pick<Execution, 'backend' | 'warmUpMs' | 'encode' | 'standingsAt'>;
  /** The centroids as they are now, and how often they have moved; those of the model where it is absent. */
  readonly adaptation?: Pick<AdaptationKeeper, 'centroids' | 'version'>;
  /** Items of the lists that earlier pages showed, latest first. */
  readonly shownIds?: readonly string[];
  /** ms since 1970. */
  readonly now: () => number;
}

/** Items of lists shown lately that a record holds, at most: some ten lists. */
const maxShown = 500;

/** Items of a record that have a reason with them: more than a page shows before it has asked the model. */
const nExplained = 60;

/** The scores of the whole catalogue for the shopper at one moment. */
export interface ScoredShopper {
  /** The history's version that they reflect. */
  readonly version: number;
  /** What the time made of it. */
  readonly timeKey: string;
  readonly eventCount: number;
  /** Places the shopper, once; null without clusters. */
  readonly place: () => Placement | null;
  /** How often the centroids had moved. */
  readonly adapted: number;
  /** null without history. */
  readonly visited: VisitedSequence | null;
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
  /**
   * Scores every item of the catalogue for the shopper as they are now.
   *
   * @throws VitrineError `VALUE_NOT_FINITE`: no score that is no number leaves the worker
   */
  score(): Promise<ScoredShopper>;
  /** Whether the scores are still those of the shopper's events. */
  isCurrent(scored: ScoredShopper): boolean;
  toReply(scored: ScoredShopper, scope: ScoreScope): ScoreReply;
  /** @throws VitrineError `VALUE_NOT_FINITE` */
  standing(scored: ScoredShopper): ShopperStanding;
  /** Notes the items of a list of the page's: the next page is likely to show them again. */
  noteShown(itemIds: readonly string[]): void;
  /** How often what lists showed has changed. */
  timesShown(): number;
  /** Forgets what lists showed. */
  forgetShown(): void;
  /** The text of the order record that the next page orders its first lists by; null without history. */
  toRecord(scored: ScoredShopper): string | null;
}

/** Joins history, encoder, clusters and ranking weights into scores. */
export function createShopper(parts: ShopperParts): Shopper {
  const { model, modelHash, history, execution, adaptation, now } = parts;
  const { clusters, ranking } = model;
  const coldScorer = createColdScorer(model);
  const visits = createVisits(model, execution.standingsAt, adaptation?.centroids ?? (() => clusters.centroids));
  const timesAdapted = () => adaptation?.version() ?? 0;
  const selectRecord = createRecordSelector(model);
  const rowsOf = (itemIds: readonly string[]) =>
    itemIds.map((id) => model.vocabulary.indexOf(id)).filter((row) => row >= 0);
  let shown = new Set(rowsOf(parts.shownIds ?? []));
  let timesShown = 0;
  let last: ScoredShopper | undefined;
  const keyNow = () => timeKey(history.events(), model.sessionGapMs, now());

  const compute = async (): Promise<ScoredShopper> => {
    const startedAt = performance.now();
    const shared = {
      version: history.version(),
      timeKey: keyNow(),
      eventCount: history.count(),
      adapted: timesAdapted(),
    };
    const state = readShopper(history.events(), model, now());
    if (!state) {
      return { ...shared, place: () => null, visited: null, catalogue: null, encodeMs: 0 };
    }
    const { sequence } = state;
    const { embedding, standing, logits } = await execution.encode(sequence);
    const end = lastItemPlace(sequence.tokens, model.vocabulary.sessionStart);
    const place = once(() => visits.place(clusters.drift ? execution.standingsAt(sequence, [end])[0] : standing));
    // Where the clusters count for nothing, nobody waits for the shopper's place among them.
    const probabilities = (ranking.cluster !== 0 && place()?.probabilities) || new Float32Array(0);
    const parts = scoreItems({
      logits,
      repeats: state.repeats,
      clusterProbabilities: probabilities,
      affinities: clusters.affinities,
      weights: ranking,
    });
    if (!totalScores(parts).every(Number.isFinite)) {
      throw new VitrineError('VALUE_NOT_FINITE', 'the model gives scores that are no numbers: train it again');
    }
    const met = metItems(sequence.tokens, model.vocabulary.sessionStart);
    return {
      ...shared,
      place,
      visited: { sequence, ends: state.sessionEnds },
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
      const isOld = !last || !isCurrent(last) || last.timeKey !== keyNow() || last.adapted !== timesAdapted();
      if (!last || isOld) last = await compute();
      return last;
    },
    isCurrent,
    toReply: (scored, scope) => ({
      eventCount: scored.eventCount,
      hasHistory: scored.catalogue !== null,
      table: select(scored, scope),
      backend: execution.backend(),
      warmUpMs: execution.warmUpMs(),
      encodeMs: scored.encodeMs,
    }),
    standing({ visited, place }) {
      const placement = place();
      return {
        clusterProbabilities: visited ? [...(placement?.probabilities ?? [])] : sizeShares(model),
        cluster: placement && placement.cluster !== noise ? placement.cluster : null,
        clusterDistances: [...(placement?.distances ?? [])],
        visits: visited ? visits.read(visited, placement) : [],
      };
    },
    noteShown(itemIds) {
      const rows = rowsOf(itemIds);
      if (!rows.every((row) => shown.has(row))) timesShown++;
      shown = new Set([...rows, ...shown].slice(0, maxShown));
    },
    timesShown: () => timesShown,
    forgetShown() {
      shown = new Set();
    },
    toRecord({ catalogue, eventCount }) {
      if (!catalogue) return null;
      const { parts: scores, recentItems } = catalogue;
      const totals = totalScores(scores);
      const rows = selectRecord(totals, [...shown], recentItems);
      return writeOrderRecord({
        modelHash,
        eventCount,
        madeAt: now(),
        sessionGapMs: model.sessionGapMs,
        positionWeight: ranking.position,
        nShown: Math.min(shown.size, rows.length),
        itemIds: rows.map((row) => model.vocabulary.itemIds[row]),
        scores: rows.map((row) => totals[row]),
        history: recentItems.map((row) => model.vocabulary.itemIds[row]),
        because: explainRows(model, rows.slice(0, nExplained), recentItems),
      });
    },
  };
}

/** Makes a function that works at the first call, and gives the same answer again later. */
function once<T>(work: () => T): () => T {
  let done: { readonly answer: T } | undefined;
  return () => {
    done ??= { answer: work() };
    return done.answer;
  };
}

/** What is likely of a shopper about whom nothing is known: each cluster's share of the training shoppers. */
function sizeShares({ clusters }: Model): number[] {
  const total = clusters.summaries.reduce((sum, { size }) => sum + size, 0);
  return clusters.summaries.map(({ size }) => (total > 0 ? size / total : 1 / clusters.summaries.length));
}
