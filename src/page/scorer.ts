import type { VitrineError } from '../errors.js';
import type { RecordedEvent } from '../events/event.js';
import type { NotRerankedReason } from '../ranking/ranking.js';
import { bestRows, type ScoreTable, selectRows } from '../ranking/score-table.js';
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
  /** The worker's view after every event so far; null where there is no worker, or none that works. */
  state(): Promise<WorkerState | null>;
  /** Forgets the shopper: what was not sent yet, the snapshot, and the worker's memory. */
  forget(): Promise<void>;
  /** There is no worker for now, and this is why; whoever waits for it is told. */
  hold(reason: NotRerankedReason): void;
  /** Ends the worker; `start` begins anew. */
  stop(): void;
}

/** Asks the worker to take events in without sending scores back. */
const noScores: ScoreScope = { limit: 0, exclude: [] };

export function createScorer({ startWorker, readSnapshot, hasEvents, onChange, onError }: ScorerParts): Scorer {
  let client: WorkerClient | undefined;
  let ready: WorkerReady | undefined;
  let hasFailed = false;
  let held: NotRerankedReason | undefined;
  let unsent: RecordedEvent[] = [];
  let isTakingIn = false;
  let snapshot: Promise<ScoreSnapshot | undefined> | undefined;
  /** Resolves when the worker is started, for those who have time to wait for that. */
  let started = createSignal();

  const ask = async (scope: ScoreScope): Promise<{ ready: WorkerReady; reply: ScoreReply } | null> => {
    const asked = client;
    if (!asked || hasFailed) return null;
    try {
      const isReady = await asked.ready;
      ready = isReady;
      const events = unsent;
      unsent = [];
      return { ready: isReady, reply: await asked.score(events, scope) };
    } catch {
      // One that was ended meanwhile says nothing about its successor. The client reports its failures itself.
      if (asked === client) hasFailed = true;
      return null;
    }
  };

  const takeIn = async () => {
    isTakingIn = false;
    if (client) await ask(noScores);
    onChange();
  };

  const fromWorker = async (scope: ScoreScope): Promise<Scoring | null> => {
    const answer = await ask(scope);
    if (!answer) return null;
    if (!answer.reply.hasHistory) return 'no-history';
    return { table: answer.reply.table, positionWeight: answer.ready.positionWeight, source: 'worker' };
  };

  const fromSnapshot = async (scope: ScoreScope): Promise<Scoring | null> => {
    snapshot ??= readSnapshot().catch(() => undefined);
    const stored = await snapshot;
    return (
      (stored && {
        table: inScope(stored.table, scope),
        positionWeight: stored.positionWeight,
        source: 'snapshot',
      }) ??
      null
    );
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
      const stored = signal?.aborted ? missed : await race(fromSnapshot(scope));
      if (stored === missed || isLate) return stored && stored !== missed ? stored : 'deadline';
      if (stored) return stored;
      if (hasFailed) return 'no-model';
      const isKnown = await race(hasEvents());
      if (isKnown === false) return 'no-history';
      const answer = await race(started.promise.then(() => fromWorker(scope)));
      return answer === missed ? 'deadline' : (answer ?? held ?? 'no-model');
    },
    async state() {
      const answer = await ask(noScores);
      // A worker that ends in between is known to its caller already.
      return answer && { ...answer, visits: (await client?.visits().catch(() => undefined)) ?? [] };
    },
    async forget() {
      unsent = [];
      snapshot = Promise.resolve(undefined);
      await client?.forget().catch(onError);
    },
    hold(reason) {
      held = reason;
      started.resolve();
    },
    stop() {
      client?.terminate();
      client = undefined;
      ready = undefined;
      snapshot = undefined;
      hasFailed = false;
      started = createSignal();
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

function inScope(table: ScoreTable, scope: ScoreScope): ScoreTable {
  if ('limit' in scope) {
    const excluded = new Set(scope.exclude);
    return selectRows(
      table,
      bestRows(table, scope.limit, (itemId) => !excluded.has(itemId)),
    );
  }
  const rows = new Map(table.itemIds.map((id, row) => [id, row]));
  return selectRows(
    table,
    scope.itemIds.flatMap((id) => rows.get(id) ?? []),
  );
}
