import type { Random } from '../../../random.js';
import type { DatasetPart } from '../../dataset/dataset-part.js';
import { type AttackedBasket, type AttackedLog, sessionsOf } from '../membership/attacked-baskets.js';
import type { CanaryGroup } from './expose-canaries.js';
import type { LonePair } from './lone-pairs.js';
import { countPartners } from './partners.js';

/** Natural canaries of each kind: each is ranked among hundreds of sequences. */
const maxNatural = 100;

/** Pairs of a basket that are tried before it is given up. */
const maxTries = 20;

/**
 * Returns planted canaries by how many sessions of the learned log hold all items of each: those of none are what an
 * unplanted sequence comes to.
 */
export function groupPlanted(canaries: readonly (readonly number[])[], { shoppers }: DatasetPart): CanaryGroup[] {
  const sessions = shoppers.flatMap(({ steps }) =>
    sessionsOf(steps).map((own) => new Set(own.map(({ item }) => item))),
  );
  const groups = new Map<number, (readonly number[])[]>();
  for (const canary of canaries) {
    const times = sessions.filter((session) => canary.every((item) => session.has(item))).length;
    groups.set(times, [...(groups.get(times) ?? []), canary]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([times, sequences]) => ({ name: `planted, in ${times} ${times === 1 ? 'session' : 'sessions'}`, sequences }));
}

/** Returns the baskets that are no canary: an auditor's own are unlike any customer's, and would be found too easily. */
export function withoutPlanted(
  baskets: readonly AttackedBasket[],
  canaries: readonly (readonly number[])[],
): readonly AttackedBasket[] {
  const nameOf = (items: readonly number[]) => [...items].sort((a, b) => a - b).join();
  const planted = new Set(canaries.map(nameOf));
  return baskets.filter(({ steps }) => !planted.has(nameOf(steps.map(({ item }) => item))));
}

/**
 * Returns pairs of items that one shopper alone had, and beside them pairs that nobody had before the model was
 * trained and somebody had later. Both are as plausible as a pair is that somebody buys; only the first could be learned.
 */
export function groupNatural(
  pairs: readonly LonePair[],
  { learned, nonMembers }: Pick<AttackedLog, 'learned' | 'nonMembers'>,
  nItems: number,
  random: Random,
): CanaryGroup[] {
  const partnersOf = countPartners(learned.shoppers, nItems);
  const seen = new Set<string>();
  const fresh: number[][] = [];
  for (const { shopperId, steps } of random.shuffle([...nonMembers])) {
    if (fresh.length === maxNatural || seen.has(shopperId)) continue;
    for (let i = 0; i < maxTries; i++) {
      const [a, b] = random.shuffle(steps.map(({ item }) => item)).slice(0, 2);
      if (partnersOf(a).nShoppers[b] > 0) continue;
      fresh.push([a, b]);
      seen.add(shopperId);
      break;
    }
  }
  const known = random.shuffle(pairs.map(({ items }) => items)).slice(0, maxNatural);
  return [
    { name: 'pairs of one shopper, learned', sequences: known },
    { name: 'pairs that nobody had yet (control)', sequences: fresh },
  ].filter(({ sequences }) => sequences.length > 0);
}
