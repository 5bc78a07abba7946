import { basename, join } from 'node:path';
import type { Provenance } from '../../encoder/artifact/manifest.js';
import { VitrineError } from '../../errors.js';
import { hashFile } from '../artifact/describe-origin.js';
import { readModel } from '../artifact/read-model.js';
import { baselineNames } from '../baselines/baselines.js';
import { loadConfig } from '../config/load-config.js';
import { loadDataset } from '../dataset/load-dataset.js';
import { describeEvaluation } from '../evaluation/describe-evaluation.js';
import { type EvaluateOptions, evaluateModel } from '../evaluation/evaluate.js';
import { chooseEvaluationFiles, type EvaluationFiles } from '../evaluation/evaluation-files.js';
import { defaultKs } from '../evaluation/measure-test.js';
import type { EvaluationTable } from '../metrics/evaluation-table.js';
import { describeQuantisation } from '../model/measure-quantisation.js';
import { chooseProtocols } from '../protocols/choose-protocols.js';
import { pageSize } from '../protocols/page.js';
import { protocols } from '../protocols/protocol.js';
import { type EvaluationJournal, noJournal, openEvaluationJournal } from '../resume/evaluation-journal.js';
import { withLock } from '../target/lock-file.js';
import { tell, tellAside } from '../terminal/terminal.js';
import { readBaselineOptions } from './baseline-options.js';
import { eventFiles } from './event-files.js';
import { loadLog } from './load-log.js';
import { readingOptions } from './log-options.js';
import {
  choiceOption,
  integerOption,
  numbersOption,
  type RawOptions,
  requiredText,
  seedOption,
  textOption,
} from './options.js';

/** What `--json` prints: the figures, with all that is needed to count them again. */
export interface EvaluationReport extends EvaluationTable {
  /** The first 16 digits of the SHA-256 of the manifest, which names every other file's: as the browser reports it. */
  readonly modelHash: string;
  readonly data: Provenance['data'];
}

/**
 * `vitrine evaluate`: measures a model on the held-out part of a log, beside baselines on the same cases.
 *
 * The log is read, cleaned and divided as at training, unless `--config`, `--columns` or `--split` say otherwise. Without a
 * protocol, it is the first of those that suit the log.
 */
export async function evaluateCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const dir = requiredText(options, 'model', 'the folder that train wrote, such as --model model');
  const asked = choiceOption(options, 'protocol', protocols);
  const askedPeriod = choiceOption(options, 'period', ['validation', 'test'] as const);
  const ks = numbersOption(options, 'k', { most: 10_000, example: '5,10,20' });
  const nSeeds = integerOption(options, 'seeds', 1, 1000) ?? 1;
  const chosenBefore = textOption(options, 'baselineOptions');
  const baselineOptions = chosenBefore === undefined ? undefined : await readBaselineOptions(chosenBefore);
  const { manifest, model } = await readModel(dir);
  const { files: events, notes } = await eventFiles(files, options);
  for (const note of notes) tellAside(note);
  const config = await loadConfig(
    {
      config: textOption(options, 'config'),
      ...readingOptions(options),
      seed: seedOption(options),
      split: textOption(options, 'split'),
    },
    manifest.provenance.config,
  );
  const { period, note, ...chosen } = await chooseEvaluationFiles(
    events,
    manifest.provenance,
    config.split,
    askedPeriod,
  );
  if (note) tellAside(note);
  const learnedFrom = manifest.provenance.data.map(({ file }) => file);
  const log = { ...chosen, vocabulary: model.vocabulary, measured: { period, learnedFrom } };
  const read = async (seed: number) => {
    const { dataset } = await loadDataset({ ...log, config: { ...config, seed } });
    return { dataset, seed };
  };
  const { dataset } = await loadLog({ ...log, config });
  const repeats: Awaited<ReturnType<typeof read>>[] = [];
  for (let i = 1; i < nSeeds; i++) repeats.push(await read(config.seed + i));
  const protocol = asked ?? chooseProtocols(dataset)[0];
  const what = {
    protocol,
    period,
    ks: ks ?? (protocol === 'page' ? pageKs : defaultKs),
    masksSeen: options.maskSeen === true,
    parts: options.parts === true,
    ...baselinesFor(chosen, options.baselines === true || baselineOptions !== undefined),
    ...(baselineOptions ? { baselineOptions } : {}),
  };
  const origin = {
    modelHash: (await hashFile(join(dir, 'manifest.json'))).slice(0, 16),
    data: await Promise.all(events.map(async (file) => ({ file: basename(file), sha256: await hashFile(file) }))),
  };
  const path = textOption(options, 'journal');
  const evaluate = async (journal: EvaluationJournal) =>
    evaluateModel(model, dataset, { ...what, seed: config.seed, repeats, journal, onProgress: tellAside });
  const table =
    path === undefined
      ? await evaluate(noJournal)
      : // Two evaluations in one journal would damage it for both.
        await withLock(`${path}.lock`, path, async () =>
          evaluate(openEvaluationJournal(path, { ...origin, ...what, config, nSeeds })),
        );
  if (!options.json) {
    const cost = describeQuantisation(manifest.metrics);
    tell(`${describeEvaluation(table)}${cost ? `\n${cost}, as measured at training\n` : ''}`);
    return;
  }
  const report: EvaluationReport = { ...origin, ...table };
  tell(`${JSON.stringify(report, null, 2)}\n`);
}

/** Baselines learn from the files of training: without them the model is measured alone. */
function baselinesFor(
  { events }: Pick<EvaluationFiles, 'events'>,
  all: boolean,
): Pick<EvaluateOptions, 'baselines' | 'tunesBaselines'> {
  if (events.length > 0) return all ? { baselines: baselineNames, tunesBaselines: true } : {};
  if (!all) return { baselines: [] };
  throw new VitrineError(
    'OPTION_INVALID',
    '--baselines learn from the files of training: give them with --events, too',
  );
}

/** The first ten, and the whole page. */
const pageKs = [10, pageSize];
