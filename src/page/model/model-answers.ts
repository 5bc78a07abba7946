import type { VitrineError } from '../../errors.js';
import type { WorkerClient } from '../../worker/client/client.js';
import type { ScoreReply, ScoreScope, WorkerReady } from '../../worker/wire/protocol.js';
import { missed, withDeadline } from '../deadline.js';
import type { ModelAnswers, Scoring, UnsentEvents } from '../scorer.js';

/** Longest wait for a worker that loads or does not answer, ms: what is asked for is then told, or erased, without it. */
const maxWaitMs = 5000;

/** Asks the worker to take events in without sending scores back. */
const noScores: ScoreScope = { limit: 0, exclude: [] };

/** Holds what `createModelAnswers` works with. */
export interface ModelAnswersParts {
  readonly client: WorkerClient;
  /** The events that the worker has not seen; those that are sent are taken from it. */
  readonly unsent: UnsentEvents;
  /** Keeps an order record for the next page; false where the device does not. */
  keep(text: string): boolean;
  onError(error: VitrineError): void;
}

/**
 * Answers by a worker. Each question carries the events that the worker has not seen, so that an answer reflects every
 * earlier `track`. After the answer, the order record is brought up to date.
 */
export function createModelAnswers({ client, unsent, keep, onError }: ModelAnswersParts): ModelAnswers {
  let ready: WorkerReady | undefined;
  let hasFailed = false;
  let isEnded = false;
  let isKeeping = false;
  /** True where the worker's database may hold a record: an earlier page's localStorage may have been full. */
  let isStored = true;

  /** Brings the record up to date, after the answer that waits. */
  const keepRecord = async () => {
    isKeeping = false;
    const { era } = unsent;
    try {
      const text = await client.makeRecord();
      // What was forgotten meanwhile, the record still knows.
      if (text === null || isEnded || era !== unsent.era) return;
      const isKept = keep(text);
      // Keeping it may bring to light that another tab has erased everything.
      if (isEnded || era !== unsent.era) return;
      if (!isKept || isStored) await client.storeRecord(isKept ? null : text);
      isStored = !isKept;
    } catch {
      // The client reports its failures itself.
    }
  };
  const keepSoon = () => {
    if (!isKeeping) setTimeout(keepRecord);
    isKeeping = true;
  };

  const ask = async (scope: ScoreScope): Promise<{ ready: WorkerReady; reply: ScoreReply } | null> => {
    if (hasFailed || isEnded) return null;
    let events: typeof unsent.events = [];
    const { era } = unsent;
    try {
      ready = await client.ready;
      ({ events } = unsent);
      unsent.events = [];
      const reply = await client.score(events, scope);
      keepSoon();
      return { ready, reply };
    } catch (error) {
      // The client reports its failures itself. A question that cannot be copied to the worker says nothing about others.
      if ((error as VitrineError).code !== 'OPTION_INVALID') hasFailed = true;
      else if (era === unsent.era) unsent.events = [...events, ...unsent.events];
      return null;
    }
  };

  return {
    readyHash: () => (hasFailed ? undefined : ready?.modelHash),
    hasFailed: () => hasFailed,
    takeIn: async () => void (await ask(noScores)),
    async score(scope): Promise<Scoring | null> {
      const answer = await ask(scope);
      if (!answer) return null;
      if (!answer.reply.hasHistory) return 'no-history';
      const { table } = answer.reply;
      return { table, positionWeight: answer.ready.positionWeight, source: 'worker', isStale: false };
    },
    async state() {
      const asking = async () => {
        const answer = await ask(noScores);
        // A worker that ends in between is known to its caller already.
        const standing = answer && (await client.standing().catch(() => null));
        return answer && standing && { ...answer, standing };
      };
      const state = await withDeadline(asking(), maxWaitMs);
      return state === missed ? null : state;
    },
    async forget() {
      if (!ready) return false;
      return (await withDeadline(client.forget().catch(onError), maxWaitMs)) !== missed;
    },
    end() {
      isEnded = true;
      client.terminate();
    },
  };
}
