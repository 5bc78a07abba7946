import type { Model } from '../../../encoder/artifact/model.js';
import type { Random } from '../../../random.js';
import { bootstrapMeans, middle95 } from '../../metrics/bootstrap.js';
import { pairScores } from '../membership/attack-scores.js';
import { leaveOneOut, scoreHeldOut } from '../membership/held-out-scores.js';
import { chanceExposure, exposureOf } from './exposure.js';

/** Sequences of one kind that may have left a trace in a model. */
export interface CanaryGroup {
  readonly name: string;
  /** Rows of the vocabulary, each once in a sequence. */
  readonly sequences: readonly (readonly number[])[];
}

/** What a sequence is ranked by, and the formulas. */
export const canaryFormulas = {
  likelihood: 'mean over its items i of log p(i | the others), by the whole model',
  'strength of pairs': 'mean over its ordered pairs of their strength in the table, 0 where it holds none',
} as const;

type CanaryScore = keyof typeof canaryFormulas;

/** How exposed the canaries of one kind are by one score, in bits. */
export interface ExposureFigures {
  readonly name: string;
  readonly by: CanaryScore;
  readonly nCanaries: number;
  readonly mean: number;
  /** The middle 95 % of the mean over draws of canaries. */
  readonly interval: readonly [number, number];
  readonly highest: number;
}

/** The figures of all kinds, with what they are to be compared with. */
export interface ExposureReport {
  /** Random sequences that each canary is ranked among. */
  readonly nOthers: number;
  /** What a sequence comes to on average that the model knows nothing of. */
  readonly chance: number;
  /** What the first of all comes to. */
  readonly most: number;
  readonly groups: readonly ExposureFigures[];
}

/** With the canary itself 256 sequences: exposures of up to 8 bits. */
export const nOthers = 255;

/**
 * Ranks each canary among random sequences of the same length and popularity, by each score, and returns the exposures
 * by kind. Runs on the active TensorFlow.js backend.
 *
 * @param drawAlike draws a random sequence like another, see `createAlikeSequences`
 * @param gapMs time between two items of a sequence, as it is usual in the log
 */
export function exposeCanaries(
  model: Model,
  groups: readonly CanaryGroup[],
  { drawAlike, gapMs, random }: { drawAlike: (items: readonly number[]) => number[]; gapMs: number; random: Random },
): ExposureReport {
  const measured = groups.flatMap(({ name, sequences }) => {
    const exposures: Partial<Record<CanaryScore, number[]>> = {};
    for (const sequence of sequences) {
      const others = Array.from({ length: nOthers }, () => drawAlike(sequence));
      const scores = scoreSequences(model, [sequence, ...others], gapMs);
      for (const [by, [own, ...rest]] of Object.entries(scores) as [CanaryScore, number[]][]) {
        exposures[by] = [...(exposures[by] ?? []), exposureOf(own, rest)];
      }
    }
    return Object.entries(exposures).map(([by, values]) => ({
      name,
      by: by as CanaryScore,
      nCanaries: values.length,
      ...summarise(values, random),
    }));
  });
  return { nOthers, chance: chanceExposure(nOthers), most: Math.log2(nOthers + 1), groups: measured };
}

/** Scores sequences; a model without a table has no strengths. */
function scoreSequences(
  model: Model,
  sequences: readonly (readonly number[])[],
  gapMs: number,
): Partial<Record<CanaryScore, number[]>> {
  const { companions } = model;
  const steps = sequences.map((items) => items.map((item, i) => ({ item, time: i * gapMs, session: 0 })));
  const asked = steps.map((own) => leaveOneOut('', own));
  const cases = asked.flat();
  const answers: number[] = [];
  for (const { whole } of scoreHeldOut(model, cases)) answers.push(whole[cases[answers.length].targets[0]]);
  let from = 0;
  const likelihood = asked.map(({ length }) => {
    const own = answers.slice(from, from + length);
    from += length;
    return own.reduce((sum, value) => sum + value, 0) / length;
  });
  if (!companions) return { likelihood };
  return {
    likelihood,
    'strength of pairs': steps.map((own) => pairScores({ steps: own }, companions)['strength of pairs']),
  };
}

function summarise(
  exposures: readonly number[],
  random: Random,
): Pick<ExposureFigures, 'mean' | 'interval' | 'highest'> {
  const rows = exposures.map(
    (value, i) => [String(i), { sums: Float64Array.of(value), counts: Float64Array.of(1) }] as const,
  );
  const [draws] = bootstrapMeans([{ names: ['exposure'], rows: new Map(rows) }], random);
  return {
    mean: exposures.reduce((sum, value) => sum + value, 0) / exposures.length,
    interval: middle95(draws),
    highest: exposures.reduce((a, b) => Math.max(a, b), 0),
  };
}
