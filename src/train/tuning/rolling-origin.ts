import { VitrineError } from '../../errors.js';
import type { Dataset } from '../dataset/dataset.js';
import { stepsInOrder } from '../dataset/steps-in-order.js';

/** One way to look at a log from an earlier day: what came before to learn from, what came next to predict. */
export interface Fold {
  /** From 1, the earliest. */
  readonly fold: number;
  readonly dataset: Dataset;
  /** Sessions before the validation window, and in it. */
  readonly nTraining: number;
  readonly nValidation: number;
}

/**
 * Divides a log k times, with the origin rolled forward: validation windows of equally many sessions follow each other,
 * the last one being the dataset's own, and each fold trains on all that came before its window.
 *
 * No fold sees the test period, nor anything after its window. Sessions that begin at one moment stay together, so that a
 * window may hold a few more. The vocabulary is the dataset's own: an item may be known before it was first met.
 *
 * @param nFolds from 2
 * @throws VitrineError `OPTION_INVALID` for fewer folds or a split that is not in time, `DATA_TOO_SMALL` when the earliest
 * fold would be left with fewer sessions to learn from than to predict
 * @see Tashman 2000, doi:10.1016/S0169-2070(00)00065-0
 */
export function rollingOrigin(dataset: Dataset, nFolds: number): Fold[] {
  const { split } = dataset;
  if (!Number.isInteger(nFolds) || nFolds < 2) {
    throw new VitrineError('OPTION_INVALID', `--folds is ${nFolds}, expected a whole number of at least 2`);
  }
  if (split.kind === 'leave-one-out') {
    throw new VitrineError('OPTION_INVALID', '--folds needs a split in time: temporal or last:N, not leave-one-out');
  }
  const starts = sessionStarts(dataset).sort((a, b) => a - b);
  const countBefore = (time: number) => lowerBound(starts, time);
  const [first, end] = [countBefore(split.validationFrom), countBefore(split.testFrom)];
  const size = end - first;
  // The earliest window begins where the others leave at least its own size to learn from.
  const most = Math.floor(end / size) - 1;
  if (nFolds > most) {
    throw new VitrineError(
      'DATA_TOO_SMALL',
      `${nFolds} folds of ${size} sessions need ${(nFolds + 1) * size}, there are ${end} before the test: ` +
        (most < 2 ? 'bring a longer log, or make validation shorter' : `at most ${most} folds`),
    );
  }
  return Array.from({ length: nFolds }, (_, i) => {
    const nLater = nFolds - 1 - i;
    const timeAt = (nth: number) => starts[nth - nLater * size];
    const validationFrom = nLater === 0 ? split.validationFrom : timeAt(first);
    const testFrom = nLater === 0 ? split.testFrom : timeAt(end);
    return {
      fold: i + 1,
      dataset: { ...dataset, split: { ...split, validationFrom, testFrom, refit: false } },
      nTraining: countBefore(validationFrom),
      nValidation: countBefore(testFrom) - countBefore(validationFrom),
    };
  });
}

/** When each session begins that is in the log itself, not in a file of test. */
function sessionStarts({ shoppers }: Pick<Dataset, 'shoppers'>): number[] {
  return shoppers.flatMap((shopper) => {
    const fromFile = shopper.firstTestSession ?? Number.POSITIVE_INFINITY;
    const steps = stepsInOrder(shopper).filter(({ session }) => session < fromFile);
    return steps.filter(({ session }, i) => session !== steps[i - 1]?.session).map(({ time }) => time);
  });
}

/** How many of the sorted numbers are below a bound. */
function lowerBound(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
