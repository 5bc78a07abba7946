/** One line of the cleaning table. */
export interface CleaningStep {
  readonly rule: string;
  /** Rows that the rule took away. */
  readonly dropped: number;
  readonly left: number;
  /** What else the rule found or did. */
  readonly note?: string;
}

/** What cleaning has done so far: a run that fails tells it, too. */
export interface CleaningAccount {
  /** Rows of the files before any rule. */
  nRows: number;
  readonly steps: CleaningStep[];
}
