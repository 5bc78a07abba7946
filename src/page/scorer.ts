import type { VitrineError } from '../errors.js';
import type { RecordedEvent } from '../events/event.js';
import type { NotRerankedReason } from '../ranking/ranking.js';
import type { ScoreTable } from '../ranking/score-table.js';
import type { ScoreSnapshot } from '../ranking/snapshot.js';
import type { WorkerClient } from '../worker/client.js';
import type { ScoreReply, ScoreScope, Visit, WorkerReady } from '../worker/protocol.js';
import { missed, withDeadline } from './deadline.js';

/** The shopper as the worker sees them. */
export interface WorkerState {
  readonly ready: WorkerReady;
  readonly reply: ScoreReply;
  /** The last is now. */
  readonly visits: readonly Visit[];
}

/** Scores for what was asked, or why there are none. */
export type Scoring =
  | { readonly table: ScoreTable; readonly positionWeight: number; readonly source: ScoreSource }
  | NotRerankedReason;

/** The model in its worker, or what an earlier page's worker stored. */
export type ScoreSource = 'worker' | 'snapshot';

export interface ScorerParts {
  /** Starts the worker; called at most once. */
  startWorker(): WorkerClient;
  /** Reads the snapshot that an earlier page's worker stored. */
  readSnapshot(): Promise<ScoreSnapshot | undefined>;
  /** Whether anything was ever recorded about this shopper. */
  hasEvents(): Promise<boolean>;
  /** Hears that scores may have changed. */
  onChange(): void;
  onError(error: VitrineError): void;
}

/**
 * Where the page's scores come from: the worker once it is ready, the stored snapshot before that.
 *
 * Each question to the worker carries the events that it has not seen, so that an answer reflects every earlier
 * `track`.
 */
export interface Scorer {
  /** Starts loading the model, if nothing did yet. */
  start(): void;
  /** Hands over events; the worker takes them in as soon as it can and stores a new snapshot. */
  add(events: readonly RecordedEvent[]): void;
  score(scope: ScoreScope, deadlineMs: number, signal?: AbortSignal): Promise<Scoring>;
  /** The worker's view after every event so far; null where there is no worker, or none that answers within 5 s. */
  state(): Promise<WorkerState | null>;
  /** Forgets the shopper: what was not sent yet, the snapshot, and the worker's memory. A worker that is silent is ended. */
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

export function createScorer({ startWorker, readSnapshot, hasEvents, onChange, onError }: ScorerParts): Scorer {
  let client: WorkerClient | undefined;
  let ready: WorkerReady | undefined;
  let hasFailed = false;
  let held: NotRerankedReason | undefined;
  let unsent: RecordedEvent[] = [];
  /** Goes up when everything is forgotten. */
  let era = 0;
  let isTakingIn = false;
  let snapshot: Promise<ScoreSnapshot | undefined> | undefined;
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
    return { table: answer.reply.table, positionWeight: answer.ready.positionWeight, source: 'worker' };
  };

  /** All that is stored, best first: whoever asked looks up what they need. */
  const fromSnapshot = async (): Promise<Scoring | null> => {
    snapshot ??= readSnapshot().catch(() => undefined);
    const stored = await snapshot;
    return (
      (stored && {
        table: stored.table,
        positionWeight: stored.positionWeight,
        source: 'snapshot',
      }) ??
      null
    );
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
      // A burst is one question.
      if (!isTakingIn) queueMicrotask(takeIn);
      isTakingIn = true;
    },
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
      const stored = signal?.aborted ? missed : await race(fromSnapshot());
      if (stored === missed || isLate) return stored && stored !== missed ? stored : 'deadline';
      if (stored) return stored;
      if (hasFailed) return 'no-model';
      const isKnown = await race(hasEvents());
      if (isKnown === false) return 'no-history';
      const answer = await race(started.promise.then(() => fromWorker(scope)));
      return answer === missed ? 'deadline' : (answer ?? held ?? 'no-model');
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
      snapshot = Promise.resolve(undefined);
      // A worker that loads, or does not answer, holds up no erasure: what it has read ends with it.
      const forgotten = ready
        ? await withDeadline(Promise.resolve(client?.forget().catch(onError)), maxWaitMs)
        : missed;
      if (forgotten === missed) end();
    },
    hold(reason) {
      held = reason;
      started.resolve();
    },
    stop() {
      end();
      snapshot = undefined;
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
