import type { RecordedEvent } from '../events/event/event.js';
import type { OrderRecord } from '../ranking/order-record.js';
import type { NotRerankedReason } from '../ranking/ranking.js';
import type { ScoreTable } from '../ranking/score-table.js';
import type { ScoreReply, ScoreScope, ShopperStanding, WorkerReady } from '../worker/wire/protocol.js';
import { missed, withDeadline } from './deadline.js';
import { createRecordScores } from './model/record-scores.js';

/** The shopper as the worker sees them. */
export interface WorkerState {
  readonly ready: WorkerReady;
  readonly reply: ScoreReply;
  readonly standing: ShopperStanding;
}

/** Scores for what was asked, or why there are none. */
export type Scoring =
  | {
      readonly table: ScoreTable;
      readonly positionWeight: number;
      readonly source: ScoreSource;
      /** True if the shopper has done something since that the scores do not reflect. */
      readonly isStale: boolean;
    }
  | NotRerankedReason;

/** The model in its worker, or the order record that a worker made earlier, on this page or the one before. */
export type ScoreSource = 'worker' | 'snapshot';

/** A list is ordered by a record that knows at least this share of its items. */
const minKnownShare = 0.5;

export interface ScorerParts {
  /** Reads the order record at once; null where there is none. */
  readRecord(): OrderRecord | null;
  /** Reads the one that is stored where localStorage has no room for it. */
  readStoredRecord(): Promise<OrderRecord | null>;
  /** Keeps the text of a new record; false where the device does not take it. */
  keepRecord(text: string): boolean;
  /** Whether anything was ever recorded about this shopper. */
  hasEvents(): Promise<boolean>;
  /** Hears that scores may have changed. */
  onChange(): void;
}

/** Events that the worker has not seen yet. */
export interface UnsentEvents {
  events: RecordedEvent[];
  /** Goes up when everything is forgotten. */
  era: number;
}

/** The model in its worker, as `createModelAnswers` asks it. */
export interface ModelAnswers {
  /** The hash of the model that answers; undefined before it is ready, and after it failed. */
  readyHash(): string | undefined;
  hasFailed(): boolean;
  /** Hands over the unsent events. */
  takeIn(): Promise<void>;
  /** null where the worker fails. */
  score(scope: ScoreScope): Promise<Scoring | null>;
  /** null where the worker fails, or does not answer within 5 s. */
  state(): Promise<WorkerState | null>;
  /** False where the worker is not ready or does not answer: it has to be ended. */
  forget(): Promise<boolean>;
  end(): void;
}

/** Where the page's scores come from: the worker once it is ready, the order record before that. */
export interface Scorer {
  /** Starts the model, if nothing did yet. */
  start(begin: (unsent: UnsentEvents) => ModelAnswers): void;
  /** Hands over events; the worker takes them in as soon as it can and makes a new record. */
  add(events: readonly RecordedEvent[]): void;
  /** Keeps the text of a record that the worker made; false where the device does not, or it is out of date. */
  keep(text: string): boolean;
  /** Scores by the record alone, at once. */
  scoreNow(scope: ScoreScope): Scoring;
  score(scope: ScoreScope, deadlineMs: number, signal?: AbortSignal): Promise<Scoring>;
  /** The worker's view after every event so far; null where there is no worker, or none that answers within 5 s. */
  state(): Promise<WorkerState | null>;
  /** Forgets the shopper: what was not sent yet, the record, and the worker's memory. A worker that is silent is ended. */
  forget(): Promise<void>;
  /** Resolves when something is asked for that the order record does not tell, or is recorded. */
  whenNeeded(): Promise<void>;
  /** There is no worker for now, and this is why; whoever waits for it is told. */
  hold(reason: NotRerankedReason): void;
  /** Ends the worker; `start` begins anew. */
  stop(): void;
}

export function createScorer(parts: ScorerParts): Scorer {
  let model: ModelAnswers | undefined;
  let held: NotRerankedReason | undefined;
  const unsent: UnsentEvents = { events: [], era: 0 };
  let isTakingIn = false;
  let isForgetting = false;
  /** Counts the events that came since the last record was kept. */
  let nSinceRecord = 0;
  let stored: Promise<OrderRecord | null> | undefined;
  let latest: { readonly record: OrderRecord; readonly scores: ReturnType<typeof createRecordScores> } | undefined;
  const needed = createSignal();
  /** Resolves when the worker is started, for those who have time to wait for that. */
  let started = createSignal();

  const takeIn = async () => {
    isTakingIn = false;
    const asked = model;
    await asked?.takeIn();
    // A worker that was ended meanwhile has changed nothing: its page may be about to freeze, and had better read nothing.
    if (asked === model) parts.onChange();
  };

  const fromRecord = (record: OrderRecord | null, scope: ScoreScope): Scoring => {
    const hash = model?.readyHash();
    if (!record || (hash && record.modelHash !== hash)) return 'no-scores';
    if (latest?.record !== record) latest = { record, scores: createRecordScores(record) };
    const table = latest.scores(scope);
    if ('itemIds' in scope && table.itemIds.length < minKnownShare * new Set(scope.itemIds).size) return 'partly-known';
    return { table, positionWeight: record.positionWeight, source: 'snapshot', isStale: nSinceRecord > 0 };
  };

  const end = () => {
    model?.end();
    model = undefined;
    started = createSignal();
  };

  return {
    start(begin) {
      if (model) return;
      model = begin(unsent);
      held = undefined;
      started.resolve();
      void takeIn();
    },
    add(events) {
      needed.resolve();
      unsent.events.push(...events);
      nSinceRecord += events.length;
      // A burst is one question.
      if (!isTakingIn) queueMicrotask(takeIn);
      isTakingIn = true;
    },
    keep(text) {
      if (isForgetting || !model) return false;
      nSinceRecord = unsent.events.length;
      return parts.keepRecord(text);
    },
    scoreNow: (scope) => fromRecord(parts.readRecord(), scope),
    async score(scope, deadlineMs, signal) {
      const startedAt = performance.now();
      const race = <T>(answer: Promise<T>) =>
        withDeadline(answer, Math.max(0, deadlineMs - (performance.now() - startedAt)), signal);

      let isLate = false;
      if (model?.readyHash()) {
        const answer = await race(model.score(scope));
        if (answer && answer !== missed) return answer;
        isLate = answer === missed;
      }
      if (signal?.aborted) return 'deadline';
      let early = fromRecord(parts.readRecord(), scope);
      if (early === 'no-scores' && !isLate) {
        stored ??= parts.readStoredRecord().catch(() => null);
        const found = await race(stored);
        if (found === missed) return 'deadline';
        early = fromRecord(found, scope);
      }
      if (typeof early !== 'string') return early;
      const late = early === 'partly-known' ? early : 'deadline';
      if (isLate) return late;
      if (model?.hasFailed()) return 'no-model';
      needed.resolve();
      const isKnown = await race(parts.hasEvents());
      if (isKnown === false) return 'no-history';
      const answer = await race(started.promise.then(() => model?.score(scope)));
      return answer === missed ? late : (answer ?? held ?? 'no-model');
    },
    async state() {
      needed.resolve();
      return (await model?.state()) ?? null;
    },
    async forget() {
      unsent.events = [];
      unsent.era++;
      nSinceRecord = 0;
      stored = (async () => null)();
      isForgetting = true;
      // A worker that loads, or does not answer, holds up no erasure: what it has read ends with it.
      if (!(await model?.forget())) end();
      isForgetting = false;
    },
    whenNeeded: () => needed.promise,
    hold(reason) {
      held = reason;
      started.resolve();
    },
    stop() {
      end();
      stored = undefined;
    },
  };
}

function createSignal(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
