import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../src/train/dataset/dataset.js';
import { evaluateModel } from '../../../src/train/evaluation/evaluate.js';
import type { Protocol } from '../../../src/train/protocols/protocol.js';
import { openEvaluationJournal } from '../../../src/train/resume/evaluation-journal.js';
import { temporaryFolder } from '../logs/temporary-log.js';
import { tinyModel } from '../models/tiny-model.js';

const itemIds = ['a', 'b', 'c', 'd'];
const model = { ...tinyModel(3, itemIds), ranking: { sequence: 1, cluster: 3, repeat: 0, position: 0 } };
const session = (number: number, time: number, ...items: number[]) =>
  items.map((item, i) => ({ item, time: time + i, session: number }));

/** Before the test period, at 100, a is in 3 sessions, b in 2, c and d in 1. Then ann buys d and c, and bob c and a. */
const dataset: Dataset = {
  vocabulary: model.vocabulary,
  catalog: model.catalog,
  sessionGapMs: model.sessionGapMs,
  split: { validationFrom: 50, testFrom: 100 },
  shoppers: [
    { id: 'ann', steps: [...session(0, 0, 0, 1), ...session(1, 60, 0, 2), ...session(2, 100, 3, 2)] },
    { id: 'bob', steps: [...session(0, 70, 0, 1, 3), ...session(1, 110, 2, 0)] },
    { id: 'cid', steps: [], unknownSteps: [{ item: -1, time: 120, session: 0 }] },
  ],
};
const options = { ks: [1, 3], seed: 1, baselines: ['popularity', 'personal frequency', 'item-kNN'] } as const;

async function figuresOf(protocol: Protocol, shoppers = dataset.shoppers) {
  const { nCases, nShoppers, rows } = await evaluateModel(model, { ...dataset, shoppers }, { ...options, protocol });
  return { nCases, nShoppers, figures: Object.fromEntries(rows.map(({ method, figures }) => [method, figures])) };
}

describe('evaluateModel', () => {
  it('measures every method on the same cases, by numbers that can be counted by hand', async () => {
    const { nCases, nShoppers, figures } = await figuresOf('last-item');
    expect({ nCases, nShoppers }).toEqual({ nCases: 2, nShoppers: 2 });
    // Popularity is [3, 2, 1, 1]: c ties with d and so ranks 4 for ann; a ranks 1 for bob.
    expect(figures.popularity).toMatchObject({ 'hitRate@1': 0.5, 'hitRate@3': 0.5, 'mrr@3': 0.5, 'ndcg@3': 0.5 });
    expect(figures.popularity).toMatchObject({ 'coverage@1': 0.25, 'coverage@3': 0.75 });
    // Ann met a twice, b, c and d once: c ranks 4, behind d, which popularity puts beside it. Bob met a once, as c.
    expect(figures['personal frequency']).toMatchObject({ 'hitRate@1': 0.5, 'hitRate@3': 0.5 });
    expect(Object.keys(figures)).toHaveLength(5);
  });

  it('asks for whole baskets, repeats and new items also apart', async () => {
    const { nCases, figures } = await figuresOf('next-basket');
    expect(nCases).toBe(2);
    // Popularity's first three are a, b and, by a tie, neither c nor d: ann's d and c rank 4, bob's c 4 and a 1.
    expect(figures.popularity['recall@3']).toBe(0.25);
    expect(figures.popularity['recall@3, repeats']).toBe(0.5); // ann's c is missed, bob's a found
    expect(figures.popularity['recall@3, new']).toBe(0); // ann's d and bob's c
  });

  it('rules out, for every method, what the basket holds already', async () => {
    const { figures } = await figuresOf('basket-completion');
    // Whichever item is held out: ann's other one no longer ties with it, so that c or d ranks 3; so does bob's c.
    expect(figures.popularity['hitRate@3']).toBe(1);
  });

  it('goes on from its journal after a kill, to the same result, and mistakes no other evaluation for its own', async () => {
    const path = join(temporaryFolder(), 'kept/journal.jsonl');
    const fingerprint = { protocol: 'last-item', ks: [1, 3] };
    const repeats = [{ dataset, seed: 2 }];
    const measured: string[] = [];
    const evaluate = () =>
      evaluateModel(model, dataset, {
        ...options,
        protocol: 'last-item',
        tunesBaselines: true,
        repeats,
        journal: openEvaluationJournal(path, fingerprint),
        onProgress: (message) => void (message.startsWith('measuring') && measured.push(message)),
      });
    const table = await evaluate();
    expect(measured).toHaveLength(8);
    expect(
      await evaluateModel(model, dataset, { ...options, protocol: 'last-item', tunesBaselines: true, repeats }),
    ).toEqual(table);

    // The first line, three baselines that were tuned, the model's own figures, and a line that was cut off.
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, 5).join('\n')}\n${lines[5].slice(0, 20)}`);
    measured.length = 0;
    expect(await evaluate()).toEqual(table);
    expect(measured).toHaveLength(7);
    expect(readFileSync(path, 'utf8')).toBe(lines.join('\n'));

    expect(() => openEvaluationJournal(path, { ...fingerprint, ks: [1] })).toThrow(
      /the evaluation in .* was started with ks \[1,3\], now it is \[1\]: .* or keep another journal/,
    );
    writeFileSync(path, 'item_id,time\nlamp,1\n');
    expect(() => openEvaluationJournal(path, fingerprint)).toThrow(/holds no evaluation: keep another journal/);
    expect(readFileSync(path, 'utf8')).toBe('item_id,time\nlamp,1\n');
  });

  it('shows what the clusters add', async () => {
    // Affinities that push both answers, c and a, above all others make every case a hit.
    const clusters = { ...model.clusters, affinities: Float32Array.of(100, 0, 100, 0) };
    const measure = async (cluster: number) => {
      const weighed = { ...model, clusters, ranking: { ...model.ranking, cluster } };
      const settings = { ks: [2], protocol: 'last-item', baselines: [] } as const;
      return (await evaluateModel(weighed, dataset, settings)).rows.map(({ figures }) => figures);
    };
    const [whole, withoutClusters] = await measure(3);
    expect(whole['hitRate@2']).toBe(1);
    expect(withoutClusters['hitRate@2']).toBeLessThan(1);
    expect(await measure(0)).toEqual([withoutClusters, withoutClusters]);
  });

  it('counts an item that nobody knows as a miss for everybody', async () => {
    const shoppers = dataset.shoppers.map((shopper) =>
      shopper.id === 'bob'
        ? { ...shopper, steps: shopper.steps.slice(0, 4), unknownSteps: [{ item: -1, time: 111, session: 1 }] }
        : shopper,
    );
    const { nCases, figures } = await figuresOf('last-item', shoppers);
    expect(nCases).toBe(2);
    expect(figures.popularity['hitRate@3']).toBe(0);
    expect(Math.max(...Object.values(figures).map((row) => row['hitRate@3']))).toBeLessThanOrEqual(0.5);
  });

  it('takes validation cases from validation, and lets baselines learn from before it only', async () => {
    const { nCases, rows } = await evaluateModel(model, dataset, {
      ...options,
      protocol: 'last-item',
      period: 'validation',
    });
    expect(nCases).toBe(2);
    const popularity = rows.find(({ method }) => method === 'popularity')!.figures;
    // Only ann's first session is known, {a, b}: c and d tie at the end, and both are asked for.
    expect(popularity['hitRate@3']).toBe(0);
  });

  it('says how far figures could have come out otherwise, and which differences that leaves', async () => {
    const { rows } = await evaluateModel(model, dataset, { ...options, protocol: 'last-item' });
    const [vitrine, , popularity] = rows;
    // Two shoppers, one found: a draw finds none, one or both.
    expect(popularity.intervals['hitRate@3']).toEqual([0, 1]);
    expect(vitrine.behind).toBeUndefined();
    const { difference, interval, isSignificant } = popularity.behind!['hitRate@3'];
    expect(difference).toBe(vitrine.figures['hitRate@3'] - popularity.figures['hitRate@3']);
    expect(isSignificant).toBe(interval[0] > 0 || interval[1] < 0);
    expect(vitrine.intervals['coverage@3']).toBeUndefined();
  });

  it('pools the cases of several seeds, and says how far apart they are', async () => {
    const once = await evaluateModel(model, dataset, { ...options, protocol: 'basket-completion' });
    const repeats = [2, 3, 4].map((seed) => ({ dataset, seed }));
    const often = await evaluateModel(model, dataset, { ...options, protocol: 'basket-completion', repeats });
    expect([once.nCases, once.nSeeds, often.nCases, often.nSeeds]).toEqual([2, 1, 8, 4]);
    expect(often.nShoppers).toBe(2);
    expect(once.rows[0].spread).toBeUndefined();
    const alone = await Promise.all(
      [1, 2, 3, 4].map((seed) => evaluateModel(model, dataset, { ...options, seed, protocol: 'basket-completion' })),
    );
    often.rows.forEach(({ figures, spread }, i) => {
      const values = alone.map(({ rows }) => rows[i].figures['mrr@3']);
      const mean = values.reduce((a, b) => a + b) / 4;
      expect(figures['mrr@3']).toBeCloseTo(mean, 12);
      expect(spread!['mrr@3']).toBeCloseTo(Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 3), 12);
    });
  });

  it('reorders pages by the whole model and by each of its parts', async () => {
    const categories = ['Mugs', 'Mugs', 'Bags', 'Bags'];
    const shop = { ...model, catalog: { ...model.catalog, categories } };
    const { nCases, rows } = await evaluateModel(shop, dataset, { ...options, protocol: 'page' });
    const figures = Object.fromEntries(rows.map((row) => [row.method, row.figures]));
    expect(Object.keys(figures).slice(0, 4)).toEqual([
      'vitrine',
      'vitrine, sequence only',
      'vitrine, cluster only',
      'default order',
    ]);
    expect(nCases).toBe(2);
    // Ann's c leads the page of bags: ann bought it before, d but bob. So does bob's a that of mugs, before b.
    expect(figures['default order']).toMatchObject({ 'hitRate@1': 1, 'ndcg@3': 1 });
    expect(figures.vitrine['hitRate@3']).toBe(1); // there are but two on a page
    await expect(evaluateModel(model, dataset, { ...options, protocol: 'page' })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/categories/),
    });
  });

  it('tunes baselines on validation when it is asked to, and names what they were fitted with', async () => {
    const messages: string[] = [];
    const { rows } = await evaluateModel(model, dataset, {
      ks: [3],
      protocol: 'last-item',
      baselines: ['popularity', 'V-SkNN'],
      tunesBaselines: true,
      onProgress: (message) => messages.push(message),
    });
    expect(rows.map(({ method }) => method)).toEqual(['vitrine', 'vitrine without clusters', 'popularity', 'V-SkNN']);
    expect(rows[3].options).toMatchObject({ nNeighbours: expect.any(Number) });
    expect(messages).toContainEqual(
      expect.stringMatching(/^tuned V-SkNN in \d+ trials: hitRate@20 \d\.\d{4} on validation$/),
    );
  });

  it('leaves out a baseline that the log says nothing for', async () => {
    const nameless = { ...model, catalog: { itemIds } };
    const { rows } = await evaluateModel(nameless, dataset, {
      ks: [3],
      protocol: 'last-item',
      baselines: ['TF-IDF content', 'popularity'],
    });
    expect(rows.map(({ method }) => method)).not.toContain('TF-IDF content');
    expect(rows[0].figures['diversity@3']).toBeUndefined();
    expect(rows[0].figures['novelty@3']).toBeGreaterThan(0);
  });

  it.each([[[]], [[0]], [[1.5]]])('refuses to count at k = %j', async (ks) => {
    const evaluation = evaluateModel(model, dataset, { protocol: 'last-item', ks });
    await expect(evaluation).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });
});
