import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkModelTarget } from '../artifact/check-model-target.js';
import { describeOrigin } from '../artifact/describe-origin.js';
import { writeModel } from '../artifact/write-model.js';
import { learningOptions } from '../config/training-options.js';
import { removeCheckpoint } from '../encoder-training/checkpoint.js';
import { checkLogTarget, openTrainingLog } from '../encoder-training/training-log.js';
import { measureTest } from '../evaluation/measure-test.js';
import { warnOfNoRule } from '../model/describe-rule.js';
import { describeTraining } from '../model/describe-training.js';
import { trainModel } from '../model/train-model.js';
import { sharedFigures } from '../privacy/shared-figures.js';
import { claimTarget } from '../target/claim-target.js';
import { describeDiskFailure } from '../target/disk-failure.js';
import { createProgressDisplay, formatDuration } from '../terminal/progress.js';
import { progressStream, tell, tellAside, tellLine } from '../terminal/terminal.js';
import { describeFolds, validateFolds } from '../tuning/validate-folds.js';
import { loadTrainingLog } from './load-log.js';
import { type LogOptions, readLogOptions } from './log-options.js';
import { integerOption, type RawOptions, requiredText, textOption } from './options.js';

/** Where the states of trainings are kept while they run, and their logs. */
const checkpointFolder = '.vitrine';

/** `vitrine train`: reads and cleans a log, trains the model, measures it and writes its directory. */
export async function trainCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const startedAt = performance.now();
  const out = requiredText(options, 'out', 'the folder to write, such as --out model');
  const nFolds = integerOption(options, 'folds', 2, 100);
  const { events, notes, items, config } = await readLogOptions(files, options);
  await checkModelTarget(out);
  const target = await claimTarget(out);
  try {
    await trainInto(target.path, { out, nFolds, events, notes, items, config, startedAt }, options);
  } finally {
    target.release();
  }
}

interface TrainingTask extends LogOptions {
  /** As the user gave it. */
  readonly out: string;
  readonly nFolds?: number;
  /** On the clock of `performance.now`. */
  readonly startedAt: number;
}

async function trainInto(target: string, task: TrainingTask, options: RawOptions): Promise<void> {
  const { out, nFolds, events, notes, items, config, startedAt } = task;
  const logFile = textOption(options, 'log');
  if (logFile !== undefined) await checkLogTarget(logFile, [...events, ...(items ? [items] : [])]);
  const { dataset } = await loadTrainingLog({ events, items, config }, { notes, say: tell, sayLine: tellLine });
  const warning = warnOfNoRule(dataset.privacy);
  if (warning) tellAside(warning);

  const display = createProgressDisplay(progressStream());
  const folded = nFolds && (await validateFolds(dataset, nFolds, config, display.update).finally(display.stop));
  if (folded) tell(`${describeFolds(folded)}\n`);
  const origin = { files: items ? [...events, items] : events, config, dataset, args: process.argv.slice(2) };
  const provenance = await describeOrigin(origin);
  await mkdir(checkpointFolder, { recursive: true }).catch((error: unknown) => {
    throw describeDiskFailure(error, checkpointFolder);
  });
  const nameOfModel = nameOf(target);
  const path = join(checkpointFolder, `${nameOfModel}.checkpoint.safetensors`);
  const { data, config: repeatable } = provenance;
  const fingerprint = { data, config: { ...repeatable, training: learningOptions(config.training) } };
  const log = await openTrainingLog(logFile ?? join(checkpointFolder, `${nameOfModel}.log.jsonl`));
  const trainingDisplay = createProgressDisplay(progressStream());
  const trained = await trainModel(dataset, config, {
    checkpoint: { path, isResumed: options.resume === true, fingerprint },
    onProgress: trainingDisplay.update,
    onEpoch: log.write,
  }).finally(trainingDisplay.stop);
  const metrics = {
    ...(await measureTest(trained.model, dataset, config.seed)),
    ...(folded ? { 'validation/folds/ndcg@20': folded.mean, 'validation/folds/ndcg@20/spread': folded.spread } : {}),
    ...trained.quantisation,
  };
  tell(`${describeTraining(trained, metrics, dataset.privacy)}\n`);

  const { model, precision } = trained;
  const { privacy } = dataset;
  const told = sharedFigures(dataset, { metrics, log: trained.training.log });
  const manifest = await writeModel(target, { model, precision, provenance, privacy, ...told });
  await removeCheckpoint(path);
  const megabytes = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const seconds = (performance.now() - startedAt) / 1000;
  tellLine(`wrote ${out}: ${megabytes.toFixed(1)} MB in ${formatDuration(seconds)}`);
}

/** The model's name; one that stands elsewhere than here has its folder's hash, too: two models of one name share no state. */
function nameOf(target: string): string {
  const folder = dirname(target);
  if (folder === process.cwd()) return basename(target);
  return `${basename(target)}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
}
