import { basename, join } from 'node:path';
import type { Manifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { hashFile } from '../artifact/describe-origin.js';
import { type ClusterLab, openClusterLab } from '../cluster-lab/cluster-lab.js';
import type { ClustersReport } from '../cluster-lab/clusters-report.js';
import { usualAlgorithms } from '../cluster-lab/groups/algorithms.js';
import { type ReportOptions, reportClusters } from '../cluster-lab/report-clusters.js';
import { spaceNames } from '../cluster-lab/spaces/feature-space.js';
import type { MissingChoice } from '../cluster-lab/spaces/missing-values.js';
import { loadConfig } from '../config/load-config.js';
import type { LoadedDataset } from '../dataset/load-dataset.js';
import { chooseEvaluationFiles } from '../evaluation/evaluation-files.js';
import { tellAside } from '../terminal/terminal.js';
import { loadLog } from './load-log.js';
import { readingOptions } from './log-options.js';
import { choiceOption, numbersOption, type RawOptions, seedOption, textOption } from './options.js';

/** Numbers of clusters that are compared. */
const defaultKs = [4, 6, 8, 12];

/** What a command asks of the lab. */
export interface Judging extends Pick<ReportOptions, 'algorithms' | 'spaces' | 'ks' | 'isCompared'> {
  readonly period?: 'validation' | 'test';
  readonly seed?: number;
}

/** What the lab gives a command. */
export interface JudgedClusters {
  readonly report: ClustersReport;
  readonly lab: ClusterLab;
  readonly loaded: LoadedDataset;
  /** That was worked with. */
  readonly seed: number;
}

/**
 * Reads what is to be judged: without `--compare` k-means in the encoder's space, with it every algorithm in every space.
 *
 * @throws VitrineError `OPTION_INVALID`
 */
export function readJudging(options: RawOptions): Judging {
  const isCompared = options.compare === true;
  const ks = numbersOption(options, 'k', { least: 2, most: 1000, example: '4,6,8' }) ?? defaultKs;
  return {
    algorithms: isCompared ? usualAlgorithms : ['k-means'],
    spaces: isCompared ? spaceNames : ['embedding'],
    ks: [...ks].sort((a, b) => a - b),
    isCompared,
    period: choiceOption(options, 'period', ['validation', 'test'] as const),
    seed: seedOption(options),
  };
}

export interface JudgeInput extends Judging, Pick<ReportOptions, 'noise'> {
  /** The models' folders; the first one's clusters are judged. */
  readonly dirs: readonly string[];
  /** The models in them, trained by different seeds where they are several. */
  readonly models: readonly [Model, ...Model[]];
  /** Of the first one. */
  readonly manifest: Manifest;
  readonly events: readonly string[];
  readonly missing: MissingChoice;
}

/** Reads, cleans and divides a log as at training, and judges the clusters of its shoppers; tells its progress on stderr. */
export async function judgeClusters(input: JudgeInput, options: RawOptions): Promise<JudgedClusters> {
  const { dirs, models, manifest, events, missing } = input;
  const config = await loadConfig(
    {
      config: textOption(options, 'config'),
      ...readingOptions(options),
      seed: input.seed,
      split: textOption(options, 'split'),
    },
    manifest.provenance.config,
  );
  const { seed } = config;
  // Clusters are chosen, and choosing is for validation.
  const period = input.period ?? (config.split.kind === 'last' ? undefined : 'validation');
  const chosen = await chooseEvaluationFiles(events, manifest.provenance, config.split, period);
  const onProgress = tellAside;
  if (chosen.note) onProgress(chosen.note);
  const learnedFrom = manifest.provenance.data.map(({ file }) => file);
  const measured = { period: chosen.period, needsBefore: true, learnedFrom };
  const loaded = await loadLog({ ...chosen, vocabulary: models[0].vocabulary, measured, config });
  const { dataset } = loaded;
  const lab = await openClusterLab({ models, dataset, period: chosen.period, missing, seed, onProgress });
  const { algorithms, spaces, ks, isCompared, noise } = input;
  const found = reportClusters(models[0], lab, {
    algorithms,
    spaces,
    ks,
    isCompared,
    noise,
    missing,
    seed,
    onProgress,
  });
  const report: ClustersReport = {
    modelHash: (await hashFile(join(dirs[0], 'manifest.json'))).slice(0, 16),
    data: await Promise.all(events.map(async (file) => ({ file: basename(file), sha256: await hashFile(file) }))),
    seed,
    period: chosen.period,
    ...found,
    notes: [...found.notes, ...describeRefit(manifest, chosen.period)],
  };
  return { report, lab, loaded, seed };
}

/** A model that has seen the answers needs its clusters less than it will need them in the shop. */
function describeRefit({ training = [] }: Manifest, period: 'validation' | 'test'): string[] {
  const isSeen = period === 'validation' && training.some(({ stage }) => stage === 'refit');
  return isSeen
    ? [
        'the model was refitted on the validation period, too: what clusters add there is understated; --period test asks what it never saw',
      ]
    : [];
}
