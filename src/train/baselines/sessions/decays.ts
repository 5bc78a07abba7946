/**
 * How much less a step counts that lies `steps` back, 1 for the latest: the weightings of Ludewig and Jannach 2018,
 * arXiv:1803.09587.
 */
export const decays = {
  same: () => 1,
  div: (steps: number) => 1 / Math.max(1, steps),
  linear: (steps: number) => Math.max(0, 1 - 0.1 * steps),
  quadratic: (steps: number) => 1 / Math.max(1, steps) ** 2,
  log: (steps: number) => 1 / Math.log10(Math.max(1, steps) + 1.7),
} as const satisfies Record<string, (steps: number) => number>;

/** The name of a weighting. */
export type DecayName = keyof typeof decays;
