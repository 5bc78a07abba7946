import type { VitrineError } from '../errors.js';
import type { RecordedEvent } from '../events/event.js';
import type { OrderRecord } from '../ranking/order-record.js';
import type { NotRerankedReason } from '../ranking/ranking.js';
import type { ScoreTable } from '../ranking/score-table.js';
import type { WorkerClient } from '../worker/client.js';
import type { ScoreReply, ScoreScope, Visit, WorkerReady } from '../worker/protocol.js';
import { missed, withDeadline } from './deadline.js';
import { createRecordScores } from './record-scores.js';

/** The shopper as the worker sees them. */
export interface WorkerState {
  readonly ready: WorkerReady;
  readonly reply: ScoreReply;
  /** The last is now. */
  readonly visits: readonly Visit[];
}

/** Scores for what was asked, or why there are none. */
export type Scoring =
  | {
      readonly table: ScoreTable;
      readonly positionWeight: number;
      readonly source: ScoreSource;
      /** Whether the shopper has done something since that the scores do not reflect. */
      readonly isStale: boolean;
    }
  | NotRerankedReason;

/** The model in its worker, or the order record that a worker made earlier, on this page or the one before. */
export type ScoreSource = 'worker' | 'snapshot';

/** A list is ordered by a record that knows at least this share of its items. */
const minKnownShare = 0.5;

export interface ScorerParts {
  /** Starts the worker; called at most once. */
  startWorker(): WorkerClient;
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
  onError(error: VitrineError): void;
}

/**
 * Where the page's scores come from: the worker once it is ready, the order record before that.
 *
 * Each question to the worker carries the events that it has not seen, so that an answer reflects every earlier
 * `track`.
 */
export interface Scorer {
  /** Starts loading the model, if nothing did yet. */
  start(): void;
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
  /** There is no worker for now, and this is why; whoever waits for it is told. */
  hold(reason: NotRerankedReason): void;
  /** Ends the worker; `start` begins anew. */
  stop(): void;
}

/** Longest wait for a worker that loads or does not answer, ms: what is asked for is then told, or erased, without it. */
const maxWaitMs = 5000;

/** Asks the worker to take events in without sending scores back. */
const noScores: ScoreScope = { limit: 0, exclude: [] };

export function createScorer(parts: ScorerParts): Scorer {
  const { startWorker, hasEvents, onChange, onError } = parts;
  let client: WorkerClient | undefined;
  let ready: WorkerReady | undefined;
  let hasFailed = false;
  let held: NotRerankedReason | undefined;
  let unsent: RecordedEvent[] = [];
  /** Goes up when everything is forgotten. */
  let era = 0;
  let isTakingIn = false;
  let isForgetting = false;
  /** How many events came since the last record. */
  let nSinceRecord = 0;
  let stored: Promise<OrderRecord | null> | undefined;
  let latest: { readonly record: OrderRecord; readonly scores: ReturnType<typeof createRecordScores> } | undefined;
  /** Resolves when the worker is started, for those who have time to wait for that. */
  let started = createSignal();

  const ask = async (scope: ScoreScope): Promise<{ ready: WorkerReady; reply: ScoreReply } | null> => {
    const asked = client;
    if (!asked || hasFailed) return null;
    let events: RecordedEvent[] = [];
    const askedIn = era;
    try {
      const isReady = await asked.ready;
      ready = isReady;
      events = unsent;
      unsent = [];
      return { ready: isReady, reply: await asked.score(events, scope) };
    } catch (error) {
      // The client reports its failures itself. A question that cannot be copied to the worker says nothing about others,
      // and a worker that was ended meanwhile nothing about its successor.
      if ((error as VitrineError).code === 'OPTION_INVALID') {
        if (askedIn === era) unsent = [...events, ...unsent];
      } else if (asked === client) hasFailed = true;
      return null;
    }
  };

  const takeIn = async () => {
    isTakingIn = false;
    const asked = client;
    if (asked) await ask(noScores);
    // A worker that was ended meanwhile has changed nothing: its page may be about to freeze, and had better read nothing.
    if (asked === client) onChange();
  };

  const fromWorker = async (scope: ScoreScope): Promise<Scoring | null> => {
    const answer = await ask(scope);
    if (!answer) return null;
    if (!answer.reply.hasHistory) return 'no-history';
    const { table } = answer.reply;
    return { table, positionWeight: answer.ready.positionWeight, source: 'worker', isStale: false };
  };

  const fromRecord = (record: OrderRecord | null, scope: ScoreScope): Scoring => {
    if (!record || (ready && record.modelHash !== ready.modelHash)) return 'no-scores';
    if (latest?.record !== record) latest = { record, scores: createRecordScores(record) };
    const table = latest.scores(scope);
    if ('itemIds' in scope && table.itemIds.length < minKnownShare * new Set(scope.itemIds).size) return 'partly-known';
    return { table, positionWeight: record.positionWeight, source: 'snapshot', isStale: nSinceRecord > 0 };
  };

  const end = () => {
    client?.terminate();
    client = undefined;
    ready = undefined;
    hasFailed = false;
    started = createSignal();
  };

  return {
    start() {
      if (client) return;
      client = startWorker();
      held = undefined;
      started.resolve();
      void takeIn();
    },
    add(events) {
      unsent.push(...events);
      nSinceRecord += events.length;
      // A burst is one question.
      if (!isTakingIn) queueMicrotask(takeIn);
      isTakingIn = true;
    },
    keep(text) {
      if (isForgetting || !client) return false;
      nSinceRecord = unsent.length;
      return parts.keepRecord(text);
    },
    scoreNow: (scope) => fromRecord(parts.readRecord(), scope),
    async score(scope, deadlineMs, signal) {
      const startedAt = performance.now();
      const race = <T>(answer: Promise<T>) =>
        withDeadline(answer, Math.max(0, deadlineMs - (performance.now() - startedAt)), signal);

      let isLate = false;
      if (ready && !hasFailed) {
        const answer = await race(fromWorker(scope));
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
      if (hasFailed) return 'no-model';
      const isKnown = await race(hasEvents());
      if (isKnown === false) return 'no-history';
      const answer = await race(started.promise.then(() => fromWorker(scope)));
      return answer === missed ? late : (answer ?? held ?? 'no-model');
    },
    async state() {
      const asking = async () => {
        const answer = await ask(noScores);
        // A worker that ends in between is known to its caller already.
        return answer && { ...answer, visits: (await client?.visits().catch(() => undefined)) ?? [] };
      };
      const state = await withDeadline(asking(), maxWaitMs);
      return state === missed ? null : state;
    },
    async forget() {
      unsent = [];
      era++;
      nSinceRecord = 0;
      stored = Promise.resolve(null);
      isForgetting = true;
      // A worker that loads, or does not answer, holds up no erasure: what it has read ends with it.
      const forgotten = ready
        ? await withDeadline(Promise.resolve(client?.forget().catch(onError)), maxWaitMs)
        : missed;
      if (forgotten === missed) end();
      isForgetting = false;
    },
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
