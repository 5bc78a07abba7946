import type { Fingerprint } from '../resume/fingerprint.js';
import { type JournalFile, openJournalFile } from '../resume/journal-file.js';
import type { Drawn } from './tuning-space.js';

/** A trial after a rung. */
export interface FinishedRung {
  /** Of the kind's trials, from 1. */
  readonly trial: number;
  readonly kind: string;
  /** From 1. */
  readonly rung: number;
  /** Epochs that were trained, fewer than the rung has where patience ended. */
  readonly epochs: number;
  /** The validation NDCG@20 of the best of them; null for a trial that failed. */
  readonly validation: number | null;
  /** Why it failed: the code of the error. */
  readonly failure?: string;
  readonly seconds: number;
  /** What was drawn. */
  readonly encoder: Drawn;
  readonly training: Drawn;
}

/**
 * Opens the journal of a search: a line for each finished rung of a trial.
 *
 * @param isResumed whether finished rungs are kept
 * @throws VitrineError as `openJournalFile`
 */
export function openTuningJournal(
  path: string,
  fingerprint: Fingerprint,
  isResumed: boolean,
): JournalFile<FinishedRung> {
  return openJournalFile({ path, fingerprint, isResumed, work: 'search', otherwise: 'tune without --resume' });
}
