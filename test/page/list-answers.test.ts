import { describe, expect, it } from 'vitest';
import { reactive } from 'vue';
import type { VitrineError } from '../../src/errors.js';
import { createListAnswers } from '../../src/page/list-answers.js';
import type { Scoring } from '../../src/page/scorer.js';
import type { ScoreScope } from '../../src/worker/wire/protocol.js';
import { tableOf } from '../ranking/table.js';

/** Answers by a stored table, best first, and notes what was asked and what failed. */
function setUp() {
  const asked: ScoreScope[] = [];
  const errors: VitrineError[] = [];
  const table = tableOf({ c: 3, b: 2, a: 1 });
  const scoring: Scoring = { table, positionWeight: 0, source: 'snapshot', isStale: false };
  const lists = createListAnswers({
    scorer: {
      async score(scope) {
        asked.push(structuredClone(scope)); // as the way to the worker does
        return scoring;
      },
      scoreNow: () => scoring,
    },
    refusal: () => undefined,
    deadlineMs: 50,
    decisions: { hasAny: () => false, tell: () => [] },
    report: (error) => errors.push(error),
  });
  return { ...lists, asked, errors };
}

describe('createListAnswers', () => {
  it('recommends the best of what is stored, without what is excluded', async () => {
    const { recommend } = setUp();
    expect((await recommend({ limit: 2, exclude: ['b'] })).items).toEqual(['c', 'a']);
  });

  it('answers at once by what is stored, and explains it', () => {
    const { rerankNow, asked } = setUp();
    const ranking = rerankNow(['a', 'b', 'c']);
    expect([ranking.items, ranking.reranked, asked]).toEqual([['c', 'b', 'a'], true, []]);
    expect(ranking.explain('c')).toMatchObject({ from: 2, to: 0, parts: { sequence: 3 } });
  });

  it('refuses a wrong option of a list that is to be ordered at once, and keeps the list', () => {
    const { rerankNow, errors } = setUp();
    expect(rerankNow(['a', 'c'], { pinned: 7 } as never)).toMatchObject({ items: ['a', 'c'], reason: 'error' });
    expect(errors).toMatchObject([{ code: 'OPTION_INVALID' }]);
  });

  it("copies a framework's reactive lists on their way to the worker", async () => {
    const { recommend, rerank, asked, errors } = setUp();
    await recommend({ exclude: reactive(['b']) });
    await rerank(reactive(['a', 'c']), { pinned: reactive(['a']), describe: () => reactive({ title: 'A mug' }) });
    expect(errors).toEqual([]);
    expect(asked).toMatchObject([{ exclude: ['b'] }, { itemIds: ['a', 'c'], descriptions: [{ title: 'A mug' }, {}] }]);
  });

  it('refuses a wrong option by its name, tells nothing of its value, and orders the next list', async () => {
    const { rerank, errors } = setUp();
    const request = { slot: { secret: 'value' } } as never;
    expect(await rerank(['a', 'c'], request)).toMatchObject({ items: ['a', 'c'], reason: 'error' });
    expect(errors).toMatchObject([{ code: 'OPTION_INVALID', message: 'slot is an object, expected text' }]);
    expect((await rerank(['a', 'c'])).items).toEqual(['c', 'a']);
  });

  it('keeps the list, and what a function of the shop threw out of the message', async () => {
    const { rerank, errors } = setUp();
    const id = () => {
      throw new Error('no product 85123A');
    };
    expect((await rerank(['a', 'c'], { id })).items).toEqual(['a', 'c']);
    expect(errors[0]).toMatchObject({ code: 'RANKING_FAILED', cause: { message: 'no product 85123A' } });
    expect(errors[0].message).not.toContain('85123A');
  });
});
