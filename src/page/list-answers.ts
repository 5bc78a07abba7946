import { hideCause, type VitrineError } from '../errors.js';
import type { Listeners } from '../events/recording/listeners.js';
import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import type { ScoreScope } from '../worker/wire/protocol.js';
import type { Decision, Vitrine } from './api.js';
import { createPageOrder, keptOrder } from './page-order.js';
import { copyList, maxListLength, readNumber, readOption, toIds } from './read-option.js';
import { type PageRequest, readRequest } from './read-request.js';
import type { Scorer, Scoring } from './scorer.js';

/** What lists are answered with. */
export interface ListAnswerParts {
  readonly scorer: Pick<Scorer, 'score' | 'scoreNow'>;
  /** Why nobody may be asked for scores; undefined where the model may. */
  refusal(slot?: string): NotRerankedReason | undefined;
  readonly deadlineMs: number;
  readonly decisions: Pick<Listeners<Decision>, 'hasAny' | 'tell'>;
  report(error: VitrineError): void;
}

/**
 * Answers the lists of a page: the model's order in time, or the shop's. Never rejects: what is wrong with a call is
 * reported, and leaves that call without an answer of the model's.
 */
export function createListAnswers(parts: ListAnswerParts): Pick<Vitrine, 'rerank' | 'rerankNow' | 'recommend'> {
  const { scorer, refusal, decisions, report } = parts;

  type Asked = ReturnType<typeof readRequest>;
  type Settle<Item> = (scoring: Scoring) => readonly [itemIds: readonly string[], ranking: Ranking<Item>];

  /** Settles what comes of the scores, and tells whoever wants to know. */
  const decide = <Item>(slot: string, startedAt: number, scoring: Scoring, settle: Settle<Item>): Ranking<Item> => {
    const [itemIds, ranking] = settle(scoring);
    if (decisions.hasAny()) {
      const ms = performance.now() - startedAt;
      const { source, isStale } = typeof scoring === 'string' ? { source: null, isStale: false } : scoring;
      decisions.tell({ slot, at: Date.now() - ms, ms, source, isStale, itemIds, ranking });
    }
    return ranking;
  };
  const refuse = ({ slot, sorted }: Asked) => (sorted ? 'sorted' : refusal(slot));
  /** Asks for scores, and waits for them. */
  const answer = async <Item>(asked: Asked, scope: ScoreScope, settle: Settle<Item>): Promise<Ranking<Item>> => {
    const startedAt = performance.now();
    const scoring = refuse(asked) ?? (await scorer.score(scope, asked.deadlineMs, asked.signal ?? undefined));
    return decide(asked.slot, startedAt, scoring, settle);
  };
  const copy = <Item>(items: unknown) =>
    readOption({ items }, 'items', `a list up to ${maxListLength}`, copyList) as Item[];
  /** Reads what is asked of a list. */
  const read = <Item>(list: readonly Item[], request: unknown) => {
    const asked = readRequest<Item>(request, parts.deadlineMs);
    const page = createPageOrder(list, asked);
    const settle: Settle<Item> = (scoring) => [
      page.itemIds,
      typeof scoring === 'string' ? page.keep(scoring) : page.order(scoring.table, scoring.positionWeight),
    ];
    return { asked: asked as Asked, scope: page.scope, settle };
  };
  /** What fails unforeseen says nothing in the message: it may speak of the page's own values. */
  const fail = <Item>(cause: unknown, items: Item[]): Ranking<Item> => {
    report(hideCause(cause, 'RANKING_FAILED', 'a function failed: see cause'));
    return keptOrder(items, 'error');
  };

  return {
    async rerank<Item>(items: readonly Item[], request?: PageRequest<Item>) {
      let list = items as Item[];
      try {
        list = copy(items);
        const { asked, scope, settle } = read(list, request);
        return await answer(asked, scope, settle);
      } catch (error) {
        return fail(error, list);
      }
    },
    rerankNow<Item>(items: readonly Item[], request?: PageRequest<Item>) {
      let list = items as Item[];
      try {
        const startedAt = performance.now();
        list = copy(items);
        const { asked, scope, settle } = read(list, request);
        const scoring = refuse(asked) ?? scorer.scoreNow(scope);
        // The model may know more: nothing is decided yet.
        if (scoring === 'no-scores' || scoring === 'partly-known') return settle(scoring)[1];
        return decide(asked.slot, startedAt, scoring, settle);
      } catch (error) {
        return fail(error, list);
      }
    },
    async recommend(request) {
      try {
        const asked = readRequest<string>(request, parts.deadlineMs);
        const limit = readNumber(request, 'limit', maxListLength, 12);
        const exclude = readOption(request, 'exclude', 'ids', toIds, []);
        const excluded = new Set(exclude);
        return await answer(asked as Asked, { limit, exclude }, (scoring) => {
          // No recommendations: what the shop shows then is its own.
          if (typeof scoring === 'string') return [[], keptOrder<string>([], scoring)];
          // The catalogue has no order of the shop's: the model's comes as it is. What is stored has other items, too.
          const found = scoring.table.itemIds.filter((itemId) => !excluded.has(itemId)).slice(0, limit);
          const page = createPageOrder(found, { rules: asked.rules });
          return [page.itemIds, page.order(scoring.table, 0)];
        });
      } catch (error) {
        return fail<string>(error, []);
      }
    },
  };
}
