import { VitrineError } from '../../../errors.js';
import type { Dataset } from '../../dataset/dataset.js';
import { heldOutSessions } from '../../dataset/held-out-sessions.js';
import type { SessionOfShopper } from '../../dataset/session-of-shopper.js';
import { type CaseOptions, createCases } from '../../protocols/create-cases.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';
import { knownUntil } from '../../protocols/known-until.js';
import { coldItemIndex } from './hold-out-items.js';

/**
 * The questions of a period that a cold item answers, cold items being the only candidates: they are numbered on behind
 * the known ones. Basket completion asks for each cold item of a basket, given all its known ones: one random item a
 * basket would seldom be a cold one.
 *
 * @param dataset without its cold items, as `holdOutItems` leaves it
 * @throws VitrineError `DATA_TOO_SMALL` when no question asks for one
 */
export function coldCases(dataset: Dataset, asked: CaseOptions): EvaluationCase[] {
  const nKnown = dataset.vocabulary.size;
  const excluded = Array.from({ length: nKnown }, (_, item) => item);
  const all =
    asked.protocol === 'basket-completion'
      ? heldOutSessions(dataset, asked.period).flatMap(coldBasketCases)
      : createCases(dataset, asked).cases;
  const cases = all.flatMap((question) => {
    const targets = question.targets.map(coldItemIndex).filter((index) => index >= 0);
    return targets.length === 0 ? [] : [{ ...question, excluded, targets: targets.map((index) => nKnown + index) }];
  });
  if (cases.length > 0) return cases;
  throw new VitrineError(
    'DATA_TOO_SMALL',
    `no question of ${asked.period} asks for a cold item: hold out more of them`,
  );
}

function coldBasketCases(session: SessionOfShopper): EvaluationCase[] {
  const known = session.steps.filter(({ item }) => item >= 0);
  if (known.length === 0) return [];
  const cold = new Map(session.steps.filter(({ item }) => coldItemIndex(item) >= 0).map((step) => [step.item, step]));
  return [...cold.values()].map((target) => ({ ...knownUntil(session, known, target), targets: [target.item] }));
}
