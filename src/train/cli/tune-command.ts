import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encoderKinds } from '../../encoder/kinds/create-encoder.js';
import { toVitrineError, VitrineError } from '../../errors.js';
import { describeOrigin } from '../artifact/describe-origin.js';
import { readJson } from '../config/read-json.js';
import { claimTarget } from '../target/claim-target.js';
import { createProgressDisplay } from '../terminal/progress.js';
import { progressStream, tell, tellAside, tellLine } from '../terminal/terminal.js';
import { defaultTuningSpace } from '../tuning/default-tuning-space.js';
import { describeTuning, tuningToTsv } from '../tuning/describe-tuning.js';
import { type TunedTrial, tune } from '../tuning/tune.js';
import { parseTuningSpace, type TuningSpace } from '../tuning/tuning-space.js';
import { loadTrainingLog } from './load-log.js';
import { type LogOptions, readLogOptions } from './log-options.js';
import { integerOption, type RawOptions, requiredText, textOption } from './options.js';

/** Trials of each kind of encoder: one of nine comes to the end. */
const defaultTrials = 9;

/** `vitrine tune`: searches for the options that predict the validation period best, and writes a table of all trials. */
export async function tuneCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const dir = requiredText(options, 'out', 'the folder to keep the search in, such as --out tuning');
  const nTrials = integerOption(options, 'trials', 1, 10_000) ?? defaultTrials;
  const configFile = textOption(options, 'writeConfig');
  const named = readKinds(textOption(options, 'encoders'));
  const space = await readSpace(textOption(options, 'space'));
  const log = await readLogOptions(files, options);
  const kinds = named ?? [log.config.encoder.kind];
  const target = await claimTarget(dir);
  try {
    await searchIn({ dir, nTrials, configFile, kinds, space, ...log }, options.resume === true);
  } finally {
    target.release();
  }
}

interface SearchTask extends LogOptions {
  readonly dir: string;
  readonly nTrials: number;
  /** Where the best trial is written. */
  readonly configFile?: string;
  readonly kinds: readonly string[];
  readonly space: TuningSpace;
}

async function searchIn(task: SearchTask, isResumed: boolean): Promise<void> {
  const { dir, nTrials, configFile, kinds, space, events, notes, items, config } = task;
  const { dataset } = await loadTrainingLog({ events, items, config }, { notes, say: tell, sayLine: tellLine });
  const origin = { files: items ? [...events, items] : events, config, dataset, args: process.argv.slice(2) };
  const { data, config: read } = await describeOrigin(origin);

  const display = createProgressDisplay(progressStream());
  const trials = await inFolder(dir, async () => {
    const tuned = await tune(dataset, {
      config,
      space,
      kinds,
      nTrials,
      dir,
      isResumed,
      fingerprint: { data, config: read },
      onProgress: display.update,
      onRung: ({ kind, trial, rung, epochs, validation, failure }) => {
        const result = validation === null ? failure : validation.toFixed(4);
        tellAside(`${kind} ${trial}, rung ${rung}: ${result} after ${epochs} epochs`);
      },
    }).finally(display.stop);
    await writeFile(join(dir, 'trials.tsv'), tuningToTsv(tuned));
    await writeFile(join(dir, 'trials.json'), `${JSON.stringify({ space, trials: tuned }, null, 2)}\n`);
    return tuned;
  });
  tell(`${describeTuning(trials)}\n`);
  const winner = bestOf(trials);
  if (configFile) {
    const { encoder, training } = winner.config;
    await inFolder(configFile, () =>
      writeFile(configFile, `${JSON.stringify({ ...config, encoder, training }, null, 2)}\n`),
    );
  }
  tellLine(
    `best: ${winner.kind} ${winner.trial}, validation ndcg@20 ${winner.validation?.toFixed(4)}` +
      `${configFile ? `, written to ${configFile}` : ''}; all trials in ${join(dir, 'trials.tsv')}`,
  );
}

function bestOf(trials: readonly TunedTrial[]): TunedTrial {
  const [winner] = trials;
  if (winner.validation !== null) return winner;
  throw new VitrineError(
    winner.failure === 'OUT_OF_MEMORY' ? 'OUT_OF_MEMORY' : 'TRAINING_DIVERGED',
    'every trial failed: lower training.learningRate or the sizes in the search space',
  );
}

/** @throws VitrineError `OPTION_INVALID` listing the kinds for one that there is not */
function readKinds(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text === 'all') return encoderKinds;
  const kinds = text.split(',');
  const unknown = kinds.find((kind) => !encoderKinds.some((known) => known === kind));
  if (unknown === undefined) return [...new Set(kinds)];
  throw new VitrineError(
    'OPTION_INVALID',
    `--encoders names "${unknown}", expected all, or some of: ${encoderKinds.join(', ')}`,
  );
}

async function readSpace(path: string | undefined): Promise<TuningSpace> {
  if (path === undefined) return defaultTuningSpace;
  return parseTuningSpace(await readJson(path, '--space'), defaultTuningSpace, path);
}

/** Makes what the disk refuses a typed error. */
async function inFolder<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const isOfDisk = error instanceof Error && 'syscall' in error;
    throw isOfDisk ? toVitrineError(error, 'WRITE_FAILED', `${path} cannot be written`) : error;
  }
}
