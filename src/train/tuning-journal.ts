import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { VitrineError } from '../errors.js';
import { firstDifference } from './first-difference.js';
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

/** Everything that a search is decided by, plain JSON. */
export type SearchFingerprint = Readonly<Record<string, unknown>>;

/** A search's finished rungs, on disk. */
export interface TuningJournal {
  readonly finished: readonly FinishedRung[];
  write(rung: FinishedRung): void;
}

/**
 * Opens the journal of a search: JSONL, what the search is in the first line, then a line for each finished rung of a
 * trial.
 *
 * @param isResumed whether finished rungs are kept; a line that was cut off by a kill is dropped
 * @throws VitrineError `FILE_NOT_FOUND` when there is none to go on with, `CONFIG_INVALID` when it is of another search,
 * naming what differs
 */
export function openTuningJournal(path: string, fingerprint: SearchFingerprint, isResumed: boolean): TuningJournal {
  const finished = isResumed ? readJournal(path, fingerprint) : [];
  const lines = [fingerprint, ...finished].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(path, lines.join(''));
  return {
    finished,
    write(rung) {
      finished.push(rung);
      appendFileSync(path, `${JSON.stringify(rung)}\n`);
    },
  };
}

function readJournal(path: string, fingerprint: SearchFingerprint): FinishedRung[] {
  if (!existsSync(path)) {
    throw new VitrineError('FILE_NOT_FOUND', `there is no search to go on with in ${path}: tune without --resume`);
  }
  const [first, ...rest] = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => parseLine(line));
  const difference = firstDifference(first, JSON.parse(JSON.stringify(fingerprint)));
  if (difference) {
    const { field, saved, given } = difference;
    throw new VitrineError(
      'CONFIG_INVALID',
      `the search in ${path} was started with ${field} ${saved}, now it is ${given}: ` +
        'go on with what it was started with, or without --resume',
    );
  }
  return rest as FinishedRung[];
}

function parseLine(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
