import { appendFileSync, writeFileSync } from 'node:fs';
import { VitrineError } from '../errors.js';
import type { EpochLog } from './epoch-log.js';

/** A training log as JSONL: one epoch a line. */
export interface TrainingLog {
  write(epoch: EpochLog): void;
}

/**
 * Starts a log anew.
 *
 * @throws VitrineError `WRITE_FAILED` when the path cannot be written
 */
export async function openTrainingLog(path: string): Promise<TrainingLog> {
  try {
    writeFileSync(path, '');
  } catch (cause) {
    throw new VitrineError('WRITE_FAILED', `${path} cannot be written: give --log a file in a folder that is there`, {
      cause,
    });
  }
  return { write: (epoch) => appendFileSync(path, `${JSON.stringify(epoch)}\n`) };
}
