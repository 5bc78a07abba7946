import type { TrainingOptions } from '../config/training-options.js';
import type { Dataset } from './dataset.js';
import type { DatasetPart } from './dataset-part.js';

const day = 86_400_000;

/** Where only the order of the sessions is known, this share of the log lies between what counts half and its end. */
const halfLifeShare = 0.6;

/**
 * How much what happened at a time counts: 1 at the end of a part, half of it a half-life before.
 *
 * Where a log has no times, but its sessions stand in order, the made-up clock counts sessions; where each shopper's
 * last step is held out, the log has no end, and everything counts the same.
 *
 * @returns a function of ms since 1970
 */
export function weightByRecency(
  { hasTimes = true, split }: Pick<Dataset, 'hasTimes' | 'split'>,
  { shoppers, until }: DatasetPart,
  { halfLifeDays }: Pick<TrainingOptions, 'halfLifeDays'>,
): (time: number) => number {
  if (!hasTimes && split.kind === 'leave-one-out') return () => 1;
  let halfLife = halfLifeDays * day;
  if (!hasTimes) {
    const from = shoppers.reduce((first, { steps }) => Math.min(first, steps[0].time), until);
    halfLife = Math.max(1, halfLifeShare * (until - from));
  }
  return (time) => 2 ** ((time - until) / halfLife);
}
