import { titleVectors } from '../../metrics/title-vectors.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { addItems, type QuestionOptions, weighItems } from '../sessions/question-items.js';
import { popularityTies } from './popularity.js';

/**
 * The items called most like those of the question, by TF-IDF over the words of titles and the category:
 *
 *     score(i) = sum over items a of the question of weight(a) * cos(words of a, words of i)
 *
 * An item met in an earlier session speaks for itself, too; one of the current session does not.
 *
 * @see Lops, de Gemmis and Semeraro 2011, doi:10.1007/978-0-387-85820-3_3
 */
export const content: BaselineDefinition<QuestionOptions> = {
  defaults: { decay: 1, historyWeight: 0.3, knownWeight: 0 },
  grid: { historyWeight: [0, 0.1, 1, 3], knownWeight: [0.01, 0.03, 0.1, 0.3, 1], decay: [0.9, 0.7, 0.4, 0] },
  fit: fitContent,
  isPossible: ({ catalog: { titles, categories } }) => Boolean(titles || categories),
};

function fitContent(input: BaselineInput, options: QuestionOptions): Baseline {
  const { nTerms = 0, items: vectors = [] } = titleVectors(input.catalog) ?? {};
  const holders: { items: number[]; weights: number[] }[] = Array.from({ length: nTerms }, () => ({
    items: [],
    weights: [],
  }));
  vectors.forEach(({ terms, weights }, item) => {
    terms.forEach((term, i) => {
      holders[term].items.push(item);
      holders[term].weights.push(weights[i]);
    });
  });
  const ties = popularityTies(input, 1e-6);
  const query = new Float64Array(nTerms);
  const scores = new Float32Array(input.nItems);
  return (question) => {
    const { current, earlier, known } = weighItems(question, options);
    scores.set(ties);
    const asked = new Set<number>();
    for (const { items, weights } of [current, earlier]) {
      items.forEach((item, i) => {
        vectors[item].terms.forEach((term, t) => {
          query[term] += weights[i] * vectors[item].weights[t];
          asked.add(term);
        });
      });
    }
    for (const term of asked) {
      const { items, weights } = holders[term];
      for (let i = 0; i < items.length; i++) scores[items[i]] += query[term] * weights[i];
      query[term] = 0;
    }
    current.items.forEach((item, i) => {
      scores[item] -= current.weights[i];
    });
    addItems(scores, known);
    return scores;
  };
}
