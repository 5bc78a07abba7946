import { basename, join } from 'node:path';
import { version } from '../../../package.json';
import { VitrineError } from '../../errors.js';
import { usualAlgorithms } from '../clusters/algorithms.js';
import { openClusterLab } from '../clusters/cluster-lab.js';
import type { ClustersReport } from '../clusters/clusters-report.js';
import { spaceNames } from '../clusters/feature-space.js';
import { reportClusters } from '../clusters/report-clusters.js';
import { hashFile } from '../describe-origin.js';
import { chooseEvaluationFiles } from '../evaluation-files.js';
import { loadConfig } from '../load-config.js';
import { loadDataset } from '../load-dataset.js';
import { formatDuration } from '../progress.js';
import { readModel } from '../read-model.js';
import { gatherOwnClusters } from '../report/gather-report.js';
import { renderReport } from '../report/render-report.js';
import { checkReportTarget, writeReport } from '../report/write-report.js';
import { describeRefit } from './clusters-command.js';
import {
  choiceOption,
  integerOption,
  listOption,
  numbersOption,
  type RawOptions,
  requiredText,
  textOption,
} from './options.js';

/** Numbers of clusters that are compared. */
const defaultKs = [4, 6, 8, 12];

/**
 * `vitrine report`: writes one page about a model's clusters, training and metrics, which opens offline.
 *
 * The log is read, cleaned and divided as at training. Without `--compare` the model's own clusters are judged beside k-means
 * in the encoder's space; with it, every algorithm in every space.
 */
export async function reportCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const startedAt = performance.now();
  const dir = requiredText(options, 'model', 'the folder that train wrote, such as --model model');
  const out = requiredText(options, 'out', 'the page to write, such as --out report.html');
  const events = [...listOption(options, 'events'), ...files];
  const isCompared = options.compare === true;
  const ks = numbersOption(options, 'k', '4,6,8') ?? defaultKs;
  if (ks.some((k) => k < 2))
    throw new VitrineError('OPTION_INVALID', '--k names 1, expected numbers of at least 2 clusters');
  const askedPeriod = choiceOption(options, 'period', ['validation', 'test'] as const);
  const seed = integerOption(options, 'seed', 0);
  await checkReportTarget(out);

  const { manifest, model } = await readModel(dir);
  const config = await loadConfig(
    {
      config: textOption(options, 'config'),
      columns: textOption(options, 'columns'),
      seed,
      split: textOption(options, 'split'),
    },
    manifest.provenance.config,
  );
  const progress = (message: string) => process.stderr.write(`${message}\n`);
  // As `vitrine clusters`: clusters are chosen, and choosing is for validation.
  const period = askedPeriod ?? (config.split.kind === 'last' ? undefined : 'validation');
  const chosen = await chooseEvaluationFiles(events, manifest.provenance, config.split, period);
  if (chosen.note) progress(chosen.note);
  const loaded = await loadDataset({ ...chosen, vocabulary: model.vocabulary, config });
  const { dataset } = loaded;
  const missing = 'median';
  const lab = await openClusterLab({
    models: [model],
    dataset,
    period: chosen.period,
    missing,
    seed: config.seed,
    onProgress: progress,
  });
  const found = reportClusters(model, lab, {
    algorithms: isCompared ? usualAlgorithms : ['k-means'],
    spaces: isCompared ? spaceNames : ['embedding'],
    ks: [...ks].sort((a, b) => a - b),
    noise: 'keep',
    missing,
    isCompared,
    seed: config.seed,
    onProgress: progress,
  });
  const clusters: ClustersReport = {
    modelHash: (await hashFile(join(dir, 'manifest.json'))).slice(0, 16),
    data: await Promise.all(events.map(async (file) => ({ file: basename(file), sha256: await hashFile(file) }))),
    seed: config.seed,
    period: chosen.period,
    ...found,
    notes: [...found.notes, ...describeRefit(manifest, chosen.period)],
  };
  const page = renderReport({
    vitrineVersion: version,
    manifest,
    nItems: model.vocabulary.size,
    cleaning: {
      nRows: loaded.nRows,
      // A machine's folders are nobody's business.
      steps: loaded.cleaning.map(({ note, ...step }) => ({
        ...step,
        ...(note ? { note: withoutFolders(note, events) } : {}),
      })),
      nSteps: dataset.shoppers.reduce((sum, { steps }) => sum + steps.length, 0),
      nShoppers: dataset.shoppers.length,
    },
    clusters,
    ...gatherOwnClusters(model, lab, config.seed, progress),
  });
  await writeReport(out, page);
  const kilobytes = Math.round(Buffer.byteLength(page) / 1000);
  process.stdout.write(`wrote ${out}: ${kilobytes} kB in ${formatDuration((performance.now() - startedAt) / 1000)}\n`);
}

/** The text with files called by their names alone. */
function withoutFolders(text: string, files: readonly string[]): string {
  return files.reduce((shortened, file) => shortened.replaceAll(file, basename(file)), text);
}
