import { mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { checkModelTarget } from '../check-model-target.js';
import { describeOrigin } from '../describe-origin.js';
import { describeCleaning, describeTraining } from '../describe-training.js';
import { loadDataset } from '../load-dataset.js';
import { measureTest } from '../measure-test.js';
import { warnOfNoRule } from '../privacy/describe-rule.js';
import { sharedFigures } from '../privacy/shared-figures.js';
import { createProgressDisplay, formatDuration } from '../progress.js';
import { trainModel } from '../train-model.js';
import { openTrainingLog } from '../training-log.js';
import { learningOptions } from '../training-options.js';
import { describeFolds, validateFolds } from '../validate-folds.js';
import { writeModel } from '../write-model.js';
import { readLogOptions } from './log-options.js';
import { integerOption, type RawOptions, requiredText, textOption } from './options.js';

/** Where the states of trainings are kept while they run, and their logs. */
const checkpointFolder = '.vitrine';

/** `vitrine train`: reads and cleans a log, trains the model, measures it and writes its directory. */
export async function trainCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const startedAt = performance.now();
  const out = requiredText(options, 'out', 'the folder to write, such as --out model');
  const nFolds = integerOption(options, 'folds', 2);
  const { events, items, config } = await readLogOptions(files, options);
  await checkModelTarget(out);
  const loaded = await loadDataset({ events, items, config });
  const { dataset } = loaded;
  process.stdout.write(`${describeCleaning(loaded)}\n`);
  const warning = warnOfNoRule(dataset.privacy);
  if (warning) process.stderr.write(`${warning}\n`);

  const display = createProgressDisplay(process.stderr);
  const folded = nFolds && (await validateFolds(dataset, nFolds, config, display.update).finally(display.stop));
  if (folded) process.stdout.write(`${describeFolds(folded)}\n`);
  const origin = { files: items ? [...events, items] : events, config, dataset, args: process.argv.slice(2) };
  const provenance = await describeOrigin(origin);
  await mkdir(checkpointFolder, { recursive: true });
  const nameOfModel = basename(resolve(out));
  const path = join(checkpointFolder, `${nameOfModel}.checkpoint.safetensors`);
  const { data, config: repeatable } = provenance;
  const fingerprint = { data, config: { ...repeatable, training: learningOptions(config.training) } };
  const log = await openTrainingLog(textOption(options, 'log') ?? join(checkpointFolder, `${nameOfModel}.log.jsonl`));
  const trainingDisplay = createProgressDisplay(process.stderr);
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
  process.stdout.write(`${describeTraining(trained, metrics, dataset.privacy)}\n`);

  const { model, precision } = trained;
  const { privacy } = dataset;
  const told = sharedFigures(dataset, { metrics, log: trained.training.log });
  const manifest = await writeModel(out, { model, precision, provenance, privacy, ...told });
  await rm(path, { force: true });
  const megabytes = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`wrote ${out}: ${megabytes.toFixed(1)} MB in ${formatDuration(seconds)}\n`);
}
