import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VitrineError } from '../../errors.js';
import { checkModelTarget } from '../artifact/check-model-target.js';
import { describeOrigin, hashFile } from '../artifact/describe-origin.js';
import { readModel } from '../artifact/read-model.js';
import { storedPrecision } from '../artifact/stored-precision.js';
import { writeModel } from '../artifact/write-model.js';
import { loadConfig } from '../config/load-config.js';
import { mostEpochs } from '../config/number-options.js';
import { describeUpdatedRule } from '../model/describe-rule.js';
import { describeCleaning } from '../model/describe-training.js';
import { sharedFigures } from '../privacy/shared-figures.js';
import { isVouched, updatedRule } from '../privacy/updated-rule.js';
import { hasValidationCases } from '../protocols/validation-cases.js';
import { claimTarget } from '../target/claim-target.js';
import { createProgressDisplay, formatDuration } from '../terminal/progress.js';
import { progressStream, tell, tellAside, tellLine, tellTextAside } from '../terminal/terminal.js';
import { checkSameEncoder } from '../update/check-same-encoder.js';
import { chooseLogFiles } from '../update/choose-log-files.js';
import { describeUpdate } from '../update/describe-update.js';
import { readUpdateLog } from '../update/read-update-log.js';
import { updateModel, usualEpochs } from '../update/update-model.js';
import { clusterLines, type UpdateReport } from '../update/update-report.js';
import { updatedOrigin } from '../update/updated-origin.js';
import { eventFiles, itemsFile } from './event-files.js';
import { tellRules } from './load-log.js';
import { readingOptions } from './log-options.js';
import { integerOption, type RawOptions, requiredText, seedOption, textOption } from './options.js';

/**
 * `vitrine update`: refits a model with a log that it has not seen, from what it knows, keeps the ids of its clusters, and
 * tells what became of them.
 *
 * The model directory is replaced when everything is written, not before; `--out` leaves it as it is. Event files that
 * the model learned from, told by their SHA-256, may be given beside the new ones.
 */
export async function updateCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const startedAt = performance.now();
  const dir = requiredText(options, 'model', 'the folder that train wrote, such as --model model');
  const out = textOption(options, 'out') ?? dir;
  // Before the model is read: another update may be about to replace it.
  const target = await claimTarget(out);
  try {
    await updateInto(target.path, { dir, out, files, startedAt }, options);
  } finally {
    target.release();
  }
}

interface UpdateTask {
  readonly dir: string;
  /** As the user gave it. */
  readonly out: string;
  readonly files: readonly string[];
  /** On the clock of `performance.now`. */
  readonly startedAt: number;
}

async function updateInto(
  target: string,
  { dir, out, files, startedAt }: UpdateTask,
  options: RawOptions,
): Promise<void> {
  const isClustersOnly = options.clustersOnly === true;
  const epochs = integerOption(options, 'epochs', 1, mostEpochs) ?? usualEpochs;
  const configFile = textOption(options, 'config');
  const { manifest, model } = await readModel(dir);
  if (configFile) await checkSameEncoder(configFile, manifest.encoder);
  const config = await readUpdateConfig(options, manifest.provenance.config, epochs);
  await checkModelTarget(out);
  const items = await itemsFile(options);
  const { files: events, notes } = await eventFiles(files, options);
  const chosen = await chooseLogFiles(events, manifest.provenance);
  const [say, sayLine] = options.json ? [tellTextAside, tellAside] : [tell, tellLine];
  const { loaded, freshFrom } = await readUpdateLog(model, {
    files: chosen,
    items,
    config,
    onNote: sayLine,
    onFailure: tellRules({ notes, say }),
  });
  const { dataset } = loaded;
  say(`${describeCleaning(loaded, notes)}\n`);
  const warning = describeUpdatedRule(manifest.privacy, dataset.privacy);
  if (warning) tellAside(warning);
  if (!isClustersOnly && !hasValidationCases(dataset, config.seed)) {
    tellAside(
      'warning: validation has no case to predict, so that nothing can show whether the encoder learned: it stays as it was; ' +
        'bring a longer log for it',
    );
  }

  const modelHash = (await hashFile(join(dir, 'manifest.json'))).slice(0, 16);
  const precision = storedPrecision(await readFile(join(dir, 'weights.safetensors')));
  const display = createProgressDisplay(progressStream());
  const updated = await updateModel(model, dataset, {
    training: config.training,
    seed: config.seed,
    precision,
    modelHash,
    isClustersOnly,
    ...(chosen.seen.length > 0 ? { membersUntil: freshFrom } : {}),
    isPriorShared: isVouched(manifest.privacy, dataset.privacy),
    onProgress: display.update,
  })
    .catch((error: unknown) => {
      throw explain(error, dir);
    })
    .finally(display.stop);

  const fresh = items ? [...chosen.fresh, items] : chosen.fresh;
  const origin = await describeOrigin({ files: fresh, config, dataset, args: process.argv.slice(2) });
  await writeModel(target, {
    model: updated.model,
    precision,
    ...sharedFigures(dataset, { metrics: { ...updated.metrics.now, ...updated.quantisation }, log: updated.log }),
    provenance: updatedOrigin(manifest.provenance, origin, { model: modelHash, isClustersOnly }),
    privacy: updatedRule(manifest.privacy, dataset.privacy),
  });
  const report: UpdateReport = {
    model: { before: modelHash, now: (await hashFile(join(target, 'manifest.json'))).slice(0, 16) },
    data: origin.data,
    isClustersOnly,
    encoder: { epochsRun: updated.log.filter(({ stage }) => stage === 'training').length, epochsKept: updated.nEpochs },
    items: { before: model.vocabulary.size, now: updated.model.vocabulary.size },
    clusters: clusterLines(model, updated),
    clustering: updated.clustering,
    shoppers: { compared: updated.nCompared, changed: updated.nChanged },
    metrics: updated.metrics,
  };
  if (options.json) tell(`${JSON.stringify(report, null, 2)}\n`);
  else tell(describeUpdate(report));
  const seconds = (performance.now() - startedAt) / 1000;
  sayLine(
    `wrote ${basename(out)}: version ${report.model.now} after ${report.model.before}, in ${formatDuration(seconds)}`,
  );
}

/** The model's own configuration, but for its dates: what is new lies after them. */
async function readUpdateConfig(options: RawOptions, stored: Readonly<Record<string, unknown>> = {}, epochs: number) {
  const { split, ...rest } = stored;
  const { validationFrom: _, testFrom: __, ...lasting } = (split ?? {}) as Record<string, unknown>;
  return loadConfig(
    {
      config: textOption(options, 'config'),
      ...readingOptions(options),
      seed: seedOption(options),
      split: textOption(options, 'split'),
      epochs,
    },
    { ...rest, split: lasting },
  );
}

/** An update that fails leaves the model that is there. */
function explain(error: unknown, dir: string): unknown {
  if (!(error instanceof VitrineError)) return error;
  const message = error.message.replace(/; the last checkpoint is kept$/, '');
  return new VitrineError(error.code, `${message}; ${dir} is left as it was`, { cause: error });
}
