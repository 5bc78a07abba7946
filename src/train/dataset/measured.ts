/** What a model is to be measured on. */
export interface Measured {
  /** The test period by default. */
  readonly period?: 'validation' | 'test';
  /** Whether there must be sessions before the period, too: what is measured is how shoppers went on. */
  readonly needsBefore?: boolean;
  /** False where the times are made up, so that no date means anything. */
  readonly hasTimes?: boolean;
  /** Names of the files that the model learned from, for messages. */
  readonly learnedFrom?: readonly string[];
}
