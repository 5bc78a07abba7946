/** Of each rung, one in so many goes on. */
export const eta = 3;

/** A stage of the search: so many trials, each trained until so many epochs in all. */
export interface Rung {
  readonly nTrials: number;
  readonly epochs: number;
}

/**
 * Divides a search into rungs: all trials for a few epochs, a third of them for three times as many, and so on up to all
 * epochs.
 *
 * @param maxEpochs of a trial that comes to the end
 * @see Jamieson and Talwalkar 2016, "Non-stochastic best arm identification", arXiv:1502.07943
 * @example planRungs(9, 9) // [{ nTrials: 9, epochs: 1 }, { nTrials: 3, epochs: 3 }, { nTrials: 1, epochs: 9 }]
 */
export function planRungs(nTrials: number, maxEpochs: number): Rung[] {
  const nRungs = 1 + Math.floor(Math.log(Math.min(nTrials, maxEpochs)) / Math.log(eta) + 1e-9);
  return Array.from({ length: nRungs }, (_, rung) => ({
    nTrials: Math.ceil(nTrials / eta ** rung),
    epochs: Math.round(maxEpochs / eta ** (nRungs - 1 - rung)),
  }));
}

/**
 * Runs trials rung by rung; the best of each go on.
 *
 * @param run trains a trial until so many epochs and gives its score; NaN for one that failed, which never goes on
 * @param drop hears of every trial that does not go on
 */
export async function halveSuccessively(
  rungs: readonly Rung[],
  run: (trial: number, rung: number) => Promise<number>,
  drop: (trial: number) => Promise<void>,
): Promise<void> {
  let trials = Array.from({ length: rungs[0].nTrials }, (_, trial) => trial);
  for (let rung = 0; rung < rungs.length; rung++) {
    const scores = new Map<number, number>();
    for (const trial of trials) scores.set(trial, await run(trial, rung));
    const alive = trials.filter((trial) => !Number.isNaN(scores.get(trial)));
    const best = alive.sort((a, b) => scores.get(b)! - scores.get(a)! || a - b).slice(0, rungs[rung + 1]?.nTrials ?? 0);
    for (const trial of trials) if (!best.includes(trial)) await drop(trial);
    trials = best.sort((a, b) => a - b);
  }
}
