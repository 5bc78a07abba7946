import type { Catalog } from '../../../encoder/artifact/manifest.js';
import type { Shopper } from '../../dataset/dataset.js';
import type { EvaluationCase } from '../../protocols/evaluation-case.js';

/** What a baseline learns from: the shoppers' steps before the evaluated period. */
export interface BaselineInput {
  readonly shoppers: readonly Shopper[];
  /** ms since 1970, where the evaluated period begins. */
  readonly until: number;
  readonly nItems: number;
  readonly catalog: Pick<Catalog, 'itemIds' | 'titles' | 'categories'>;
}

/**
 * A method without an encoder, fitted.
 *
 * @returns the score of every item, [nItems]; the caller may change it, and has it until it asks again
 */
export type Baseline = (question: EvaluationCase) => Float32Array;

/** Settings by name. */
export type BaselineOptions = Readonly<Record<string, number | string | boolean>>;

/** How a baseline is made. */
export interface BaselineDefinition<Options extends BaselineOptions = BaselineOptions> {
  /** What it is fitted with where nobody tunes it, and where tuning starts. */
  readonly defaults: Options;
  /** The values that tuning tries of an option. */
  readonly grid: { readonly [Name in keyof Options]?: readonly Options[Name][] };
  fit(input: BaselineInput, options: Options): Baseline;
  /** Whether the log says what the baseline goes by; all do where it is absent. */
  isPossible?(input: BaselineInput): boolean;
}
