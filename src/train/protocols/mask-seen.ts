import type { EvaluationCase } from './evaluation-case.js';

/** The same question, where the items that the shopper met before are no candidates: a target among them is a miss. */
export function maskSeen(question: EvaluationCase): EvaluationCase {
  const seen = new Set([...(question.excluded ?? []), ...question.steps.map(({ item }) => item)]);
  return { ...question, excluded: [...seen] };
}
