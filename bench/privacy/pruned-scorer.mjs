/**
 * Scores the questions of a larger vocabulary with a model that knows only some of its items: it reads what it knows of a
 * history, and each item that it does not know stands behind all others, a miss where it is looked for.
 *
 * Every minimum is asked the same questions so: drawn anew, they would differ by more than what is measured.
 *
 * @param {import('../../src/train/metrics/method-scorer.js').MethodScorer} scorer of the smaller model
 * @param {import('../../src/sequence/vocabulary.js').Vocabulary} all
 * @param {import('../../src/sequence/vocabulary.js').Vocabulary} known
 * @returns {import('../../src/train/metrics/method-scorer.js').MethodScorer}
 */
export function prunedScorer(scorer, all, known) {
  const rowOf = Int32Array.from(all.itemIds, (id) => known.indexOf(id));
  const expanded = scorer.methods.map(() => new Float32Array(all.size));
  return {
    ...scorer,
    *score(cases) {
      for (const scores of scorer.score(cases.map((question) => knownPart(question, rowOf)))) {
        expanded.forEach((values, m) => {
          for (let item = 0; item < values.length; item++) {
            values[item] = rowOf[item] < 0 ? Number.NEGATIVE_INFINITY : scores[m][rowOf[item]];
          }
        });
        yield expanded;
      }
    },
  };
}

/** The question as the smaller model is asked it; places on a page stay what they are. */
function knownPart(question, rowOf) {
  const steps = question.steps.flatMap((step) => (rowOf[step.item] < 0 ? [] : [{ ...step, item: rowOf[step.item] }]));
  const { time } = question.steps[question.steps.length - 1] ?? { time: question.newSessionAt };
  const isLost = steps.length === 0 && question.newSessionAt === undefined;
  return {
    ...question,
    steps,
    ...(isLost ? { newSessionAt: time } : {}),
    ...(question.page ? { page: question.page.map((item) => rowOf[item]) } : {}),
  };
}
