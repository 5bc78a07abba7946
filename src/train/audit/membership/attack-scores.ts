import type { Model } from '../../../encoder/artifact/model.js';
import type { CompanionTable } from '../../../encoder/item-features/companions.js';
import type { BasketScores } from './attack-formulas.js';
import type { AttackedBasket } from './attacked-baskets.js';
import { leaveOneOut, scoreHeldOut } from './held-out-scores.js';
import type { Reference } from './reference.js';

/**
 * Scores baskets by each attack and each control, on the active TensorFlow.js backend.
 *
 * @param references by half of the basket
 * @returns [n]; without the table's scores for a model that has none
 */
export function scoreBaskets(
  model: Model,
  baskets: readonly AttackedBasket[],
  references: readonly [Reference, Reference],
): BasketScores[] {
  const asked = baskets.map(({ shopperId, steps }) => leaveOneOut(shopperId, steps));
  const cases = asked.flat();
  const difficulty = createDifficulty(model.vocabulary.size);
  const answers: { likelihood: number; encoder: number; rank: number }[] = [];
  for (const { whole, encoder } of scoreHeldOut(model, cases)) {
    const [target] = cases[answers.length].targets;
    answers.push({ likelihood: whole[target], encoder: encoder[target], rank: -Math.log2(rankOf(whole, target)) });
    difficulty.add(whole);
  }
  let from = 0;
  return baskets.map((basket, b) => {
    const own = asked[b];
    const given = answers.slice(from, from + own.length);
    from += own.length;
    const reference = references[basket.half];
    const likelihood = mean(given.map((answer) => answer.likelihood));
    const expected = mean(own.map((question) => reference.logProbability(question)));
    return {
      attacks: {
        likelihood,
        rank: mean(given.map(({ rank }) => rank)),
        encoder: mean(given.map(({ encoder }) => encoder)),
        ...(model.companions ? pairScores(basket, model.companions) : {}),
        'less difficulty': likelihood - mean(own.map(({ targets: [item] }) => difficulty.of(item))),
        'less reference': likelihood - expected,
      },
      controls: {
        size: Math.log(basket.steps.length),
        popularity: reference.popularity(basket),
        'recent popularity': reference.recentPopularity(basket),
        reference: expected,
      },
    };
  });
}

/** Returns what the table of companions says of a basket's pairs. */
export function pairScores({ steps }: Pick<AttackedBasket, 'steps'>, { perItem, items, strengths }: CompanionTable) {
  const basket = new Set(steps.map(({ item }) => item));
  const found = new Set<string>();
  let strength = 0;
  for (const item of basket) {
    for (let i = item * perItem; i < (item + 1) * perItem && items[i] >= 0; i++) {
      if (!basket.has(items[i])) continue;
      found.add(`${Math.min(item, items[i])}/${Math.max(item, items[i])}`);
      strength += strengths[i];
    }
  }
  const nOrdered = basket.size * (basket.size - 1);
  return { 'pairs in the table': found.size / (nOrdered / 2), 'strength of pairs': strength / nOrdered };
}

/** Collects how likely each item is whatever is given. */
function createDifficulty(nItems: number) {
  const sums = new Float64Array(nItems);
  const counts = new Float64Array(nItems);
  return {
    add(logProbabilities: Float32Array) {
      logProbabilities.forEach((value, item) => {
        if (value === Number.NEGATIVE_INFINITY) return;
        sums[item] += value;
        counts[item]++;
      });
    },
    of: (item: number) => sums[item] / counts[item],
  };
}

/** Returns one more than the number of items that score at least as high as another. */
function rankOf(scores: Float32Array, target: number): number {
  let rank = 1;
  for (let i = 0; i < scores.length; i++) if (i !== target && scores[i] >= scores[target]) rank++;
  return rank;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
