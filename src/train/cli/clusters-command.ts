import { basename, join } from 'node:path';
import type { Model } from '../../encoder/artifact.js';
import type { Manifest } from '../../encoder/manifest.js';
import { VitrineError } from '../../errors.js';
import { algorithms, usualAlgorithms } from '../clusters/algorithms.js';
import { openClusterLab } from '../clusters/cluster-lab.js';
import type { ClustersReport } from '../clusters/clusters-report.js';
import { describeClusters } from '../clusters/describe-clusters.js';
import { spaceNames } from '../clusters/feature-space.js';
import { missingChoices } from '../clusters/missing-values.js';
import { noiseChoices } from '../clusters/noise.js';
import { reportClusters } from '../clusters/report-clusters.js';
import { hashFile } from '../describe-origin.js';
import { chooseEvaluationFiles } from '../evaluation-files.js';
import { loadConfig } from '../load-config.js';
import { loadDataset } from '../load-dataset.js';
import { readModel } from '../read-model.js';
import { choiceOption, integerOption, listOption, numbersOption, type RawOptions, textOption } from './options.js';

/** Numbers of clusters that are compared. */
const defaultKs = [4, 6, 8, 12];

/**
 * `vitrine clusters`: judges ways to group shoppers by separation, balance, stability and usefulness, and recommends one,
 * or none.
 *
 * Without `--compare` it judges the model's own clusters beside k-means in the encoder's space; with it every algorithm
 * in every space. The log is read, cleaned and divided as at training.
 */
export async function clustersCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const dirs = listOption(options, 'model');
  if (dirs.length === 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      '--model is missing: give the folder that train wrote, such as --model model',
    );
  }
  const events = [...listOption(options, 'events'), ...files];
  const isCompared = options.compare === true;
  const ks = numbersOption(options, 'k', '4,6,8') ?? defaultKs;
  if (ks.some((k) => k < 2))
    throw new VitrineError('OPTION_INVALID', '--k names 1, expected numbers of at least 2 clusters');
  const asked = {
    algorithms:
      namesOption(options, 'algorithms', Object.keys(algorithms)) ?? (isCompared ? usualAlgorithms : ['k-means']),
    spaces: namesOption(options, 'spaces', spaceNames) ?? (isCompared ? spaceNames : (['embedding'] as const)),
    ks: [...ks].sort((a, b) => a - b),
    noise: choiceOption(options, 'outliers', noiseChoices) ?? 'keep',
  };
  const missing = choiceOption(options, 'missing', missingChoices) ?? 'median';
  const askedPeriod = choiceOption(options, 'period', ['validation', 'test'] as const);
  const seed = integerOption(options, 'seed', 0);

  const read = [];
  for (const dir of dirs) read.push(await readModel(dir));
  const [{ manifest, model }, ...others] = read;
  const config = await loadConfig(
    {
      config: textOption(options, 'config'),
      columns: textOption(options, 'columns'),
      seed,
      split: textOption(options, 'split'),
    },
    manifest.provenance.config,
  );
  const { kind } = config.split;
  const chosen = await chooseEvaluationFiles(
    events,
    manifest.provenance,
    config.split,
    // Clusters are chosen, and choosing is for validation.
    askedPeriod ?? (kind === 'last' ? undefined : 'validation'),
  );
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  if (chosen.note) progress(chosen.note);
  const { dataset } = await loadDataset({ ...chosen, vocabulary: model.vocabulary, config });
  const models: [Model, ...Model[]] = [model, ...others.map((other) => other.model)];
  const lab = await openClusterLab({
    models,
    dataset,
    period: chosen.period,
    missing,
    seed: config.seed,
    onProgress: progress,
  });
  const found = reportClusters(model, lab, { ...asked, seed: config.seed, isCompared, missing, onProgress: progress });
  const report: ClustersReport = {
    modelHash: (await hashFile(join(dirs[0], 'manifest.json'))).slice(0, 16),
    data: await Promise.all(events.map(async (file) => ({ file: basename(file), sha256: await hashFile(file) }))),
    seed: config.seed,
    period: chosen.period,
    ...found,
    notes: [...found.notes, ...describeRefit(manifest, chosen.period)],
  };
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : describeClusters(report));
}

/** A model that has seen the answers needs its clusters less than it will need them in the shop. */
export function describeRefit({ training = [] }: Manifest, period: 'validation' | 'test'): string[] {
  const isSeen = period === 'validation' && training.some(({ stage }) => stage === 'refit');
  return isSeen
    ? [
        'the model was refitted on the validation period, too: what clusters add there is understated; --period test asks what it never saw',
      ]
    : [];
}

/**
 * Names with commas between, each once, or undefined when the option is absent.
 *
 * @throws VitrineError `OPTION_INVALID` listing the names for any other
 */
function namesOption<Name extends string>(
  options: RawOptions,
  name: string,
  choices: readonly Name[],
): readonly Name[] | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  return [...new Set(text.split(','))].map((one) => choiceOption({ [name]: one }, name, choices) as Name);
}
