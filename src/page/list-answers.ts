import { toVitrineError, type VitrineError } from '../errors.js';
import type { Listeners } from '../events/listeners.js';
import type { NotRerankedReason, Ranking } from '../ranking/ranking.js';
import type { ScoreScope } from '../worker/protocol.js';
import type { Decision, RecommendRequest, RerankRequest, Vitrine } from './api.js';
import { createPageOrder, type PageOrder } from './page-order.js';
import type { Scorer, Scoring } from './scorer.js';

/** What lists are answered with. */
export interface ListAnswerParts {
  readonly scorer: Pick<Scorer, 'score'>;
  /** Why nobody may be asked for scores; undefined where the model may. */
  refusal(slot?: string): NotRerankedReason | undefined;
  readonly deadlineMs: number;
  readonly decisions: Pick<Listeners<Decision>, 'hasAny' | 'tell'>;
  report(error: VitrineError): void;
}

type Request = Pick<RerankRequest<unknown>, 'slot' | 'sorted' | 'deadlineMs' | 'signal'>;

/** Answers the lists of a page: the model's order in time, or the shop's. Never rejects. */
export function createListAnswers(parts: ListAnswerParts): Pick<Vitrine, 'rerank' | 'recommend'> {
  const { scorer, refusal, decisions, report } = parts;

  /** Asks for scores, settles what comes of them, and tells whoever wants to know. */
  const decide = async <Item>(
    { slot = '', sorted, deadlineMs = parts.deadlineMs, signal }: Request,
    scope: ScoreScope,
    settle: (scoring: Scoring) => readonly [PageOrder<Item>, Ranking<Item>],
  ): Promise<Ranking<Item>> => {
    const startedAt = performance.now();
    const refused = sorted ? 'sorted' : refusal(slot);
    const scoring = refused ?? (await scorer.score(scope, deadlineMs, signal));
    const [{ itemIds }, ranking] = settle(scoring);
    if (decisions.hasAny()) {
      const ms = performance.now() - startedAt;
      const source = typeof scoring === 'string' ? null : scoring.source;
      decisions.tell({ slot, at: Date.now() - ms, ms, source, itemIds, ranking });
    }
    return ranking;
  };

  return {
    async rerank(items, request = {}) {
      try {
        const page = createPageOrder(items, request);
        return await decide(request, page.scope, (scoring) => [
          page,
          typeof scoring === 'string' ? page.keep(scoring) : page.order(scoring.table, scoring.positionWeight),
        ]);
      } catch (error) {
        report(toVitrineError(error, 'RANKING_FAILED', 'could not order the page'));
        return { items: [...items], reranked: false, reason: 'error', explain: () => null };
      }
    },
    async recommend(request: RecommendRequest = {}) {
      const { limit = 12, exclude = [], rules } = request;
      try {
        return await decide(request, { limit, exclude }, (scoring) => {
          if (typeof scoring === 'string') return kept(scoring);
          // The catalogue has no order of the shop's: the model's comes as it is.
          const page = createPageOrder(scoring.table.itemIds, { rules });
          return [page, page.order(scoring.table, 0)];
        });
      } catch (error) {
        report(toVitrineError(error, 'RANKING_FAILED', 'could not recommend'));
        return kept('error')[1];
      }
    },
  };
}

/** No recommendations: what the shop shows then is its own. */
function kept(reason: NotRerankedReason): readonly [PageOrder<string>, Ranking<string>] {
  const none = createPageOrder<string>([], {});
  return [none, none.keep(reason)];
}
