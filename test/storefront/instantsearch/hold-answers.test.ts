import { describe, expect, it } from 'vitest';
import { holdAnswers } from '../../../src/storefront/instantsearch/hold-answers.js';

const answer = { results: [{ hits: ['a', 'b'] }, { hits: ['c'] }, {}] };

/** A client as a shop might write one: with private state, and frozen. */
class Client {
  #nCalls = 0;
  nCalls(): number {
    return this.#nCalls;
  }
  async search(..._requests: unknown[]): Promise<typeof answer> {
    this.#nCalls++;
    return answer;
  }
}

describe('a search client that holds its answers', () => {
  it('gives them when each page of two hits or more is settled', async () => {
    const begun: unknown[] = [];
    const settled: unknown[] = [];
    let release = () => {};
    const isFree = new Promise<void>((resolve) => {
      release = resolve;
    });
    const client = Object.freeze(new Client());
    const held = holdAnswers(client, (index) => {
      begun.push(index);
      return async (hits) => {
        settled.push(hits);
        await isFree;
      };
    });
    let given: unknown;
    const search = held.search([{ indexName: 'items' }, { indexName: 'others' }]).then((found) => {
      given = found;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(begun).toEqual(['items', 'others']);
    expect(settled).toEqual([['a', 'b']]);
    expect(given).toBeUndefined();
    release();
    await search;
    expect(given).toBe(answer);
    expect([held.nCalls(), client.nCalls()]).toEqual([1, 1]);
  });

  it('gives them all the same where settling fails, and fails where the search does', async () => {
    const fails = () => async () => {
      throw new Error('no order');
    };
    expect(await holdAnswers(new Client(), fails).search([{}])).toBe(answer);
    const offline = { search: () => Promise.reject(new Error('offline')) };
    await expect(holdAnswers(offline, fails).search()).rejects.toThrow('offline');
    for (const found of [undefined, {}, { results: [{ hits: null }] }]) {
      const client = { search: async () => found };
      expect(await holdAnswers(client, fails).search()).toBe(found);
    }
  });
});
