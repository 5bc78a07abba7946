import type { Random } from '../../../random.js';
import type { AttackedBasket, AttackedLog } from './attacked-baskets.js';

/** Members beside as many non-members of the same sizes. */
export interface Comparison {
  readonly name: string;
  /** What is compared, in words. */
  readonly meaning: string;
  /** Members and non-members, as many of each. */
  readonly baskets: readonly AttackedBasket[];
}

/** Longest stretch of time on either side of the border, ms: four weeks. */
const maxWindowMs = 28 * 86_400_000;

/**
 * Returns the comparisons of a log: all sessions; then sessions just before the border between what was learned and
 * what was not against those just after it, so that a shop's season and range are about the same; then these for
 * shoppers who are new, and for those who have come before. Shoppers who were kept out of training are compared first:
 * they differ from members in nothing else.
 *
 * @param leastBaskets comparisons with fewer members or non-members are left out
 * @param maxBaskets of each group, drawn by chance
 */
export function createComparisons(
  { members, nonMembers, keptOut }: Pick<AttackedLog, 'members' | 'nonMembers' | 'keptOut'>,
  { leastBaskets, maxBaskets, random }: { leastBaskets: number; maxBaskets: number; random: Random },
): Comparison[] {
  const timesAfter = nonMembers.map(({ time }) => time);
  const border = timesAfter.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const end = timesAfter.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const window = Math.min(maxWindowMs, end - border);
  const before = members.filter(({ time }) => time >= border - window);
  const after = nonMembers.filter(({ time }) => time <= border + window);
  const days = Math.max(1, Math.round(window / 86_400_000));
  const around = `the last ${days} days that it learned from against the ${days} days after`;
  const first = (baskets: readonly AttackedBasket[]) => baskets.filter(({ isFirst }) => isFirst);
  const later = (baskets: readonly AttackedBasket[]) => baskets.filter(({ isFirst }) => !isFirst);
  const latest = members.reduce((end, { time }) => Math.max(end, time), Number.NEGATIVE_INFINITY);
  const recent = (baskets: readonly AttackedBasket[]) => baskets.filter(({ time }) => time > latest - maxWindowMs);
  const groups: [name: string, meaning: string, readonly AttackedBasket[], readonly AttackedBasket[]][] = [
    ['kept out', 'shoppers of the log against shoppers who were kept out of it', members, keptOut],
    ['kept out, recent', 'the same, the last 28 days of training alone', recent(members), recent(keptOut)],
    ['all', 'all that it learned from against all that it did not', members, nonMembers],
    ['same weeks', around, before, after],
    ['new shoppers', `first sessions, ${around}`, first(before), first(after)],
    ['known shoppers', `later sessions, ${around}`, later(before), later(after)],
  ];
  return groups
    .map(([name, meaning, some, others]) => ({ name, meaning, baskets: matchSizes(some, others, maxBaskets, random) }))
    .filter(({ baskets }) => baskets.length >= 2 * leastBaskets);
}

/**
 * Draws as many members as non-members of about the same size (within a fifth), at most `count` of each.
 */
export function matchSizes(
  members: readonly AttackedBasket[],
  nonMembers: readonly AttackedBasket[],
  count: number,
  random: Random,
): AttackedBasket[] {
  const [some, others] = [members, nonMembers].map((baskets) => bySize(random.shuffle([...baskets])));
  const pairs = [...some].flatMap(([size, alike]) => {
    const unalike = others.get(size) ?? [];
    return alike.slice(0, unalike.length).map((member, i) => [member, unalike[i]]);
  });
  return random.shuffle(pairs).slice(0, count).flat();
}

/** Returns the baskets by their size, in steps of a fifth. */
function bySize(baskets: readonly AttackedBasket[]): Map<number, AttackedBasket[]> {
  const groups = new Map<number, AttackedBasket[]>();
  for (const basket of baskets) {
    const size = Math.floor(4 * Math.log2(basket.steps.length));
    const group = groups.get(size) ?? [];
    groups.set(size, group);
    group.push(basket);
  }
  return groups;
}
