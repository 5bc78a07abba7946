import { appendFileSync, writeFileSync } from 'node:fs';
import { VitrineError } from '../../errors.js';
import { describeDiskFailure } from '../target/disk-failure.js';
import { resolveTarget } from '../target/resolve-target.js';
import type { EpochLog } from './epoch-log.js';

/** A training log as JSONL: one epoch a line. */
export interface TrainingLog {
  write(epoch: EpochLog): void;
}

/**
 * Starts a log anew.
 *
 * @throws VitrineError `WRITE_FAILED` when the path cannot be written; later, too, where the disk comes to be full
 */
export async function openTrainingLog(path: string): Promise<TrainingLog> {
  try {
    writeFileSync(path, '');
  } catch (cause) {
    throw new VitrineError('WRITE_FAILED', `${path} cannot be written: give --log a file in a folder that is there`, {
      cause,
    });
  }
  return {
    write(epoch) {
      try {
        appendFileSync(path, `${JSON.stringify(epoch)}\n`);
      } catch (error) {
        throw describeDiskFailure(error, path);
      }
    },
  };
}

/**
 * Checks that a training log does not take the place of a file that is learned from.
 *
 * @param inputs files that are read
 * @throws VitrineError `OPTION_INVALID` naming the file
 */
export async function checkLogTarget(path: string, inputs: readonly string[]): Promise<void> {
  const [target, ...read] = await Promise.all([path, ...inputs].map(resolveTarget));
  if (!read.includes(target)) return;
  throw new VitrineError('OPTION_INVALID', `--log is ${path}, which is read as data: give --log a file of its own`);
}
