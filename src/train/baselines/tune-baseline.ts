import { createFigures } from '../metrics/figures.js';
import { type EvaluationCase, rankCandidatesOnly } from '../protocols/evaluation-case.js';
import type { BaselineDefinition, BaselineInput, BaselineOptions } from './sessions/baseline.js';

/** What tuning goes by. */
export interface TuningTask {
  /** What is known before validation. */
  readonly input: BaselineInput;
  /** From validation. */
  readonly cases: readonly EvaluationCase[];
  /** The measure to be best in, such as `hitRate@10`. */
  readonly measure: string;
}

/** The options that did best, and how well. */
export interface TunedBaseline {
  readonly options: BaselineOptions;
  /** Of the measure, on the validation cases. */
  readonly validation: number;
  readonly nTrials: number;
}

/**
 * Chooses a baseline's options on validation: starting from its defaults it tries, one option after the other in the
 * order of the grid, every value that the grid gives, and keeps the best; it goes round again while that gains, twice at
 * most.
 */
export function tuneBaseline(
  definition: Pick<BaselineDefinition, 'defaults' | 'grid' | 'fit'>,
  task: TuningTask,
): TunedBaseline {
  const { defaults, grid } = definition;
  const tried = new Map<string, number>();
  const measure = (options: BaselineOptions) => {
    const key = JSON.stringify(options);
    const value = tried.get(key) ?? measureOptions(definition, options, task);
    tried.set(key, value);
    return value;
  };
  let best = defaults;
  for (let round = 0; round < 2; round++) {
    const before = measure(best);
    for (const [name, values] of Object.entries(grid)) {
      for (const value of [defaults[name], ...(values ?? [])]) {
        const options = { ...best, [name]: value };
        if (measure(options) > measure(best)) best = options;
      }
    }
    if (measure(best) <= before) break;
  }
  return { options: best, validation: measure(best), nTrials: tried.size };
}

function measureOptions(
  definition: Pick<BaselineDefinition, 'fit'>,
  options: BaselineOptions,
  { input, cases, measure }: TuningTask,
): number {
  const k = Number(measure.split('@')[1]);
  const figures = createFigures({ ks: [k], nItems: input.nItems });
  const score = definition.fit(input, options);
  for (const question of cases) figures.add(question, rankCandidatesOnly(score(question), question));
  return figures.means()[measure];
}
