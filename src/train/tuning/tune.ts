import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../../errors.js';
import type { TrainConfig } from '../config/config.js';
import type { Dataset } from '../dataset/dataset.js';
import { removeCheckpoint } from '../encoder-training/checkpoint.js';
import { type TrainEncoderOptions, trainEncoder } from '../encoder-training/train-encoder.js';
import type { Fingerprint } from '../resume/fingerprint.js';
import { drawTrials, type Trial } from './draw-trials.js';
import { halveSuccessively, planRungs } from './successive-halving.js';
import { type FinishedRung, openTuningJournal } from './tuning-journal.js';
import type { TuningSpace } from './tuning-space.js';

export interface TuneOptions {
  /** What trials are changes of; `training.epochs` is what a trial is given that comes to the end. */
  readonly config: Pick<TrainConfig, 'encoder' | 'training' | 'seed'>;
  readonly space: TuningSpace;
  /** Kinds of encoders, each given as many trials and epochs as any other. */
  readonly kinds: readonly string[];
  /** Trials of each kind. */
  readonly nTrials: number;
  /** Where the search is kept: `trials.jsonl`, and the states of trials while they may go on. */
  readonly dir: string;
  readonly isResumed: boolean;
  /** What tells the data from other data. */
  readonly fingerprint: Fingerprint;
  readonly onProgress?: TrainEncoderOptions['onProgress'];
  readonly onRung?: (rung: FinishedRung) => void;
}

/** A trial as far as it came. */
export interface TunedTrial extends FinishedRung {
  /** Its configuration, complete: what `vitrine train` would be given. */
  readonly config: Pick<TrainConfig, 'encoder' | 'training'>;
}

/** Failures that say something about a trial and nothing about the search. */
const failures: readonly string[] = ['TRAINING_DIVERGED', 'OUT_OF_MEMORY'];

/**
 * Searches for hyper-parameters: random trials, of which the better third go on for three times as many epochs, and so
 * on; each kind of encoder on its own, with the same budget. Validation alone decides; the test is not looked at.
 *
 * A trial that goes on does so from its own state. Its learning rate falls, from the first rung, as over all of
 * `training.epochs`, so that a trial that comes to the end is trained exactly as `vitrine train` would; what the rungs
 * compare is trials at the same point of that course.
 *
 * A search that was stopped and is resumed gives the same result as one that was not.
 *
 * @returns every trial after its last rung, the best first
 * @throws VitrineError as `trainEncoder`, but for failures that are a trial's own; as `openTuningJournal` and `drawTrials`
 */
export async function tune(dataset: Dataset, options: TuneOptions): Promise<TunedTrial[]> {
  const { config, space, kinds, nTrials, dir, isResumed, fingerprint, onProgress, onRung } = options;
  const base = { ...config, training: { ...config.training, refitEpochs: 0 } };
  const rungs = planRungs(nTrials, config.training.epochs);
  // Whatever the validation metric, nothing is refitted here.
  const judged = { ...dataset, split: { ...dataset.split, refit: false } };
  const states = join(dir, 'states');
  await mkdir(states, { recursive: true });
  const search = { ...fingerprint, ...base, space, nTrials };
  const journal = openTuningJournal(join(dir, 'trials.jsonl'), search, isResumed);
  for (const rung of journal.finished) onRung?.(rung);

  const tuned: TunedTrial[] = [];
  for (const kind of kinds) {
    const trials = drawTrials(base, space, kind, nTrials);
    const stateOf = (trial: number) => join(states, `${kind}-${trial + 1}.safetensors`);
    const last = new Map<number, FinishedRung>();
    const find = (trial: number, rung: number) =>
      journal.finished.find((one) => one.kind === kind && one.trial === trial + 1 && one.rung === rung + 1);
    const runRung = async (trial: number, rung: number): Promise<FinishedRung> => {
      const isBegun = existsSync(stateOf(trial)) && (isResumed || rung > 0);
      const checkpoint = { path: stateOf(trial), isResumed: isBegun, fingerprint };
      const pauseAfter = rungs[rung].epochs;
      const result = await runTrial(judged, trials[trial], { checkpoint, pauseAfter, seed: config.seed, onProgress });
      const finished = { trial: trial + 1, kind, rung: rung + 1, ...result };
      journal.write(finished);
      onRung?.(finished);
      return finished;
    };
    const run = async (trial: number, rung: number) => {
      const finished = find(trial, rung) ?? (await runRung(trial, rung));
      last.set(trial, finished);
      return finished.validation ?? Number.NaN;
    };
    await halveSuccessively(rungs, run, (trial) => removeCheckpoint(stateOf(trial)));
    const { refitEpochs } = config.training;
    for (const [trial, rung] of last) {
      const { encoder, training } = trials[trial].config;
      tuned.push({ ...rung, config: { encoder, training: { ...training, refitEpochs } } });
    }
  }
  await rm(states, { recursive: true, force: true });
  return tuned.sort((a, b) => (b.validation ?? -1) - (a.validation ?? -1));
}

async function runTrial(
  dataset: Dataset,
  { config, encoder, training }: Trial,
  options: Pick<TrainEncoderOptions, 'checkpoint' | 'pauseAfter' | 'seed' | 'onProgress'>,
): Promise<Omit<FinishedRung, 'trial' | 'kind' | 'rung'>> {
  const startedAt = performance.now();
  const about = (epochs: number, validation: number | null) => {
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { epochs, validation, seconds, encoder, training };
  };
  try {
    const { validation } = await trainEncoder(dataset, { ...config, ...options });
    return about(validation.length, Math.max(...validation));
  } catch (error) {
    if (!(error instanceof VitrineError && failures.includes(error.code))) throw error;
    return { ...about(0, null), failure: error.code };
  }
}
