import { existsSync } from 'node:fs';
import type { Fingerprint } from './fingerprint.js';
import { openJournalFile } from './journal-file.js';

/** What is finished of an evaluation. */
export interface EvaluationJournal {
  /** What a piece of the work came to, plain JSON: done now, unless the journal has it. */
  once<T>(piece: string, work: () => T): T;
}

/** Does all the work, and keeps none of it. */
export const noJournal: EvaluationJournal = { once: (_, work) => work() };

/**
 * Opens the journal of an evaluation, or begins one: a line for each baseline that was tuned, and each method that was
 * measured.
 *
 * @throws VitrineError `CONFIG_INVALID` when the file is of another evaluation, naming what differs
 */
export function openEvaluationJournal(path: string, fingerprint: Fingerprint): EvaluationJournal {
  const { finished, write } = openJournalFile<{ readonly piece: string; readonly result: unknown }>({
    path,
    fingerprint,
    isResumed: existsSync(path),
    work: 'evaluation',
    otherwise: 'keep another journal',
  });
  const results = new Map(finished.map(({ piece, result }) => [piece, result]));
  return {
    once<T>(piece: string, work: () => T): T {
      if (!results.has(piece)) {
        const result = work();
        write({ piece, result });
        results.set(piece, result);
      }
      return results.get(piece) as T;
    },
  };
}
