import { basename } from 'node:path';
import type { Provenance } from '../../encoder/artifact/manifest.js';
import { VitrineError } from '../../errors.js';
import { hashFile } from '../artifact/describe-origin.js';
import type { SplitOptions } from '../config/split-options.js';

type Period = 'validation' | 'test';

/** What of a log a model is measured on. */
export interface EvaluationFiles {
  /** Files that are divided as at training. */
  readonly events: readonly string[];
  /** Files whose sessions are all test. */
  readonly testEvents: readonly string[];
  readonly period: Period;
  /** What was decided, for people; absent where it goes without saying. */
  readonly note?: string;
}

/**
 * Tells the files that a model was trained on from those that it has not seen, by their SHA-256.
 *
 * That matters to a split by the last sessions alone, whose test is another file: on the files of training, the
 * validation sessions stand in for it, unless a refit has shown them to the model. Every other split divides whatever
 * files there are.
 *
 * @param asked the period that the command line names
 * @throws VitrineError `OPTION_INVALID` when the model has seen all that it is to be measured on
 */
export async function chooseEvaluationFiles(
  files: readonly string[],
  { data }: Pick<Provenance, 'data'>,
  { kind, refit }: Pick<SplitOptions, 'kind' | 'refit'>,
  asked?: Period,
): Promise<EvaluationFiles> {
  if (kind !== 'last') return { events: files, testEvents: [], period: asked ?? 'test' };
  const seen = new Set(data.map(({ sha256 }) => sha256));
  const isSeen = await Promise.all(files.map(async (file) => seen.has(await hashFile(file))));
  const events = files.filter((_, i) => isSeen[i]);
  const testEvents = files.filter((_, i) => !isSeen[i]);
  const namesOf = (some: readonly string[]) => some.map((file) => basename(file)).join(', ');
  if (testEvents.length > 0 && asked !== 'validation') {
    return { events, testEvents, period: 'test', note: `test is every session of ${namesOf(testEvents)}` };
  }
  if (refit || asked === 'test' || events.length === 0) {
    const why = {
      test: 'the model was trained on it',
      refit: 'the model was refitted on its validation sessions, too',
      none: 'validation is a part of the training data, and this is none of it',
    }[events.length === 0 ? 'none' : refit ? 'refit' : 'test'];
    const hint = events.length === 0 ? 'give the files of training' : 'bring a file that it has not seen with --events';
    throw new VitrineError('OPTION_INVALID', `${namesOf(files)} cannot measure this model: ${why}; ${hint}`);
  }
  const note = `the model was trained on ${namesOf(events)}: measured on its validation, the last sessions`;
  return { events, testEvents: [], period: 'validation', note };
}
