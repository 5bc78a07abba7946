import { VitrineError } from '../../errors.js';
import { createRandom } from '../../random.js';
import type { Dataset } from '../dataset/dataset.js';
import { refitPart, trainingPart } from '../dataset/dataset-part.js';
import type { MethodScorer } from '../metrics/method-scorer.js';
import { type CaseOptions, createCases, splitFor } from '../protocols/create-cases.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { headlines, type Protocol } from '../protocols/protocol.js';
import { type EvaluationJournal, noJournal } from '../resume/evaluation-journal.js';
import { type BaselineName, baselineOf } from './baselines.js';
import type { BaselineInput, BaselineOptions } from './sessions/baseline.js';
import { tuneBaseline } from './tune-baseline.js';

/** Validation cases that options are chosen on, at most: a shopper's stay together. */
const maxTuningCases = 4000;

/** A baseline and what it is fitted with. */
export interface ChosenBaseline {
  readonly name: BaselineName;
  readonly options: BaselineOptions;
}

/** The questions to choose on, and how. */
export interface ChoosingOptions extends CaseOptions {
  readonly isTuned: boolean;
  /** What some are fitted with: nothing is chosen for these. */
  readonly given?: Readonly<Partial<Record<BaselineName, BaselineOptions>>>;
  /** Keeps what was chosen, and knows what was before. */
  readonly journal?: EvaluationJournal;
  onProgress(message: string): void;
}

/**
 * What a baseline may learn from before a period's first question: what the model beside it learned from. A split whose
 * model never learns from validation keeps validation from baselines, too.
 */
export function inputBefore(dataset: Dataset, protocol: Protocol, period: 'validation' | 'test'): BaselineInput {
  const divided = { shoppers: dataset.shoppers, split: splitFor(protocol, dataset.split) };
  const learnsValidation = period === 'test' && dataset.split.refit !== false;
  const part = learnsValidation ? refitPart(divided) : trainingPart(divided);
  return { ...part, nItems: dataset.vocabulary.size, catalog: dataset.catalog };
}

/**
 * Decides what baselines are fitted with: their defaults, or what does best on validation cases of the same protocol
 * when they have learned from what came before validation.
 *
 * Baselines that the log says nothing for are left out. A log without validation cases leaves the defaults.
 */
export function chooseBaselines(
  dataset: Dataset,
  names: readonly BaselineName[],
  { isTuned, given = {}, journal = noJournal, onProgress, ...asked }: ChoosingOptions,
): ChosenBaseline[] {
  const input = inputBefore(dataset, asked.protocol, 'validation');
  const possible = names.filter((name) => baselineOf(name).isPossible?.(input) ?? true);
  const cases = isTuned && possible.some((name) => !given[name]) ? tuningCases(dataset, asked) : [];
  return possible.map((name) => {
    const definition = baselineOf(name);
    const known = given[name];
    if (known) return { name, options: known };
    if (cases.length === 0) return { name, options: definition.defaults };
    const measure = headlines[asked.protocol];
    const tune = () => tuneBaseline(definition, { input, cases, measure });
    const { options, validation, nTrials } = journal.once(`tuned ${name}`, tune);
    onProgress(`tuned ${name} in ${nTrials} trials: ${measure} ${validation.toFixed(4)} on validation`);
    return { name, options };
  });
}

function tuningCases(dataset: Dataset, asked: CaseOptions): EvaluationCase[] {
  let cases: EvaluationCase[];
  try {
    cases = createCases(dataset, { ...asked, period: 'validation' }).cases;
  } catch (error) {
    if (error instanceof VitrineError && error.code === 'DATA_TOO_SMALL') return [];
    throw error;
  }
  const ofShopper = new Map<string, EvaluationCase[]>();
  for (const question of cases) {
    ofShopper.set(question.shopperId, [...(ofShopper.get(question.shopperId) ?? []), question]);
  }
  const drawn: EvaluationCase[] = [];
  for (const own of createRandom(asked.seed).shuffle([...ofShopper.values()])) {
    if (drawn.length < maxTuningCases) drawn.push(...own);
  }
  return drawn;
}

/** Fits a baseline, ready to answer cases. */
export function baselineScorer({ name, options }: ChosenBaseline, input: BaselineInput): MethodScorer {
  return {
    methods: [name],
    options,
    *score(cases) {
      const answer = baselineOf(name).fit(input, options);
      for (const question of cases) yield [answer(question)];
    },
  };
}
