import { VitrineError } from '../../../errors.js';
import type { Random } from '../../../random.js';
import type { Step } from '../../../sequence/step.js';
import type { Dataset, Shopper } from '../../dataset/dataset.js';
import { type DatasetPart, refitPart, trainingPart } from '../../dataset/dataset-part.js';
import { heldOutSessions } from '../../dataset/held-out-sessions.js';

/** The known items of one session, about which an attacker asks: was it in the training log? */
export interface AttackedBasket {
  readonly shopperId: string;
  /** Whether the model learned from it. */
  readonly isMember: boolean;
  /** When it began, ms since 1970. */
  readonly time: number;
  /** The first step to each item of the vocabulary, in order. */
  readonly steps: readonly Step[];
  /** Whether the log holds no earlier session of the shopper. */
  readonly isFirst: boolean;
  /** The half of the shoppers that it belongs to: what is fitted for it is fitted on the other half. */
  readonly half: 0 | 1;
}

/** What a log says about who was learned from. */
export interface AttackedLog {
  readonly members: readonly AttackedBasket[];
  readonly nonMembers: readonly AttackedBasket[];
  /** Sessions of shoppers who were taken out of the log before training, from the time that was learned from. */
  readonly keptOut: readonly AttackedBasket[];
  /** All that the model learned from. */
  readonly learned: DatasetPart;
  /** The half of each shopper. */
  readonly halfOf: ReadonlyMap<string, 0 | 1>;
}

/** Baskets with more items are bulk orders; there are few of the same size. */
const maxItems = 100;

/**
 * Returns the baskets that a model learned from, according to its split, and those that it never saw. Shoppers are
 * divided in two halves by chance, see `AttackedBasket`.
 *
 * @param period what the model was not trained on, see `chooseEvaluationFiles`
 * @param keptOut shoppers who were taken out of the log before training, divided as the log was
 * @throws VitrineError `OPTION_INVALID` for shoppers who are in both logs
 */
export function attackedBaskets(
  dataset: Dataset,
  period: 'validation' | 'test',
  random: Random,
  keptOut?: Dataset,
): AttackedLog {
  const partOf = (read: Dataset) => {
    const isRefitted = period === 'test' && dataset.split.refit !== false;
    return isRefitted ? refitPart(read) : trainingPart(read);
  };
  const learned = partOf(dataset);
  const aside = keptOut ? partOf({ ...keptOut, split: dataset.split }).shoppers : [];
  requireApart(learned.shoppers, aside);
  const halfOf = new Map([...dataset.shoppers, ...aside].map(({ id }) => [id, random.integer(2) as 0 | 1]));
  const toBasket = (shopperId: string, steps: readonly Step[], isFirst: boolean, isMember: boolean) => {
    const seen = new Set<number>();
    const known = steps.filter(({ item }) => item >= 0 && !seen.has(item) && seen.add(item));
    const half = halfOf.get(shopperId) ?? 0;
    return known.length < 2 || known.length > maxItems
      ? []
      : [{ shopperId, isMember, time: known[0].time, steps: known, isFirst, half }];
  };
  const basketsOf = (shoppers: readonly Shopper[], isMember: boolean) =>
    shoppers.flatMap(({ id, steps }) =>
      sessionsOf(steps).flatMap((session, nth) => toBasket(id, session, nth === 0, isMember)),
    );
  return {
    members: basketsOf(learned.shoppers, true),
    nonMembers: heldOutSessions(dataset, period).flatMap(({ shopper, steps, earlier }) =>
      toBasket(shopper.id, steps, earlier.length === 0, false),
    ),
    keptOut: basketsOf(aside, false),
    learned,
    halfOf,
  };
}

/** Refuses shoppers who were learned from after all. */
function requireApart(learned: readonly Shopper[], keptOut: readonly Shopper[]): void {
  const ids = new Set(learned.map(({ id }) => id));
  const nShared = keptOut.filter(({ id }) => ids.has(id)).length;
  if (nShared === 0) return;
  throw new VitrineError(
    'OPTION_INVALID',
    `${nShared} of the ${keptOut.length} shoppers that were kept out stand in the training log, too: ` +
      'keep out whole shoppers, and train on the log without them',
  );
}

/** Returns the steps of each session apart, in order. */
export function sessionsOf(steps: Shopper['steps']): Step[][] {
  const sessions: Step[][] = [];
  steps.forEach((step, i) => {
    if (i === 0 || step.session !== steps[i - 1].session) sessions.push([]);
    sessions[sessions.length - 1].push(step);
  });
  return sessions;
}
