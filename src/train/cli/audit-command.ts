import { basename, join } from 'node:path';
import type { Provenance } from '../../encoder/artifact/manifest.js';
import { VitrineError } from '../../errors.js';
import type { Vocabulary } from '../../sequence/vocabulary.js';
import { hashFile } from '../artifact/describe-origin.js';
import { readModel } from '../artifact/read-model.js';
import { type AuditReport, auditModel } from '../audit/audit-model.js';
import { readCanaries } from '../audit/canaries/read-canaries.js';
import { describeAudit } from '../audit/describe-audit.js';
import type { TrainConfig } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import type { Dataset } from '../dataset/dataset.js';
import { chooseEvaluationFiles } from '../evaluation/evaluation-files.js';
import { requireFile } from '../files/require-file.js';
import { tell, tellAside } from '../terminal/terminal.js';
import { eventFiles } from './event-files.js';
import { loadLog } from './load-log.js';
import { readingOptions } from './log-options.js';
import { type RawOptions, requiredText, seedOption, textOption } from './options.js';

/** What `--json` prints: the figures, with what they were measured on. */
export interface PrintedAudit extends AuditReport {
  /** The first 16 digits of the SHA-256 of the manifest. */
  readonly modelHash: string;
  readonly data: Provenance['data'];
}

/**
 * `vitrine audit`: attacks a finished model with the log that it was trained on, and prints how well the attacks do.
 *
 * The log is read, cleaned and divided as at training, unless `--config`, `--columns` or `--split` say otherwise.
 *
 * @throws VitrineError `OPTION_INVALID` for a log with no file that the model was trained on, and what `auditModel` and
 * `readCanaries` throw
 */
export async function auditCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const dir = requiredText(options, 'model', 'the folder that train wrote, such as --model model');
  const canaryFile = textOption(options, 'canaries');
  const keptOutFile = textOption(options, 'keptOut');
  const { manifest, model } = await readModel(dir);
  const { files: events, notes } = await eventFiles(files, options);
  for (const line of notes) tellAside(line);
  if (keptOutFile !== undefined) await requireFile(keptOutFile);
  const config = await loadConfig(
    {
      config: textOption(options, 'config'),
      ...readingOptions(options),
      seed: seedOption(options),
      split: textOption(options, 'split'),
    },
    manifest.provenance.config,
  );
  const canaries = canaryFile === undefined ? undefined : await readCanaries(canaryFile, model.vocabulary);
  const data = await Promise.all(events.map(async (file) => ({ file: basename(file), sha256: await hashFile(file) })));
  requireTrainingLog(data, manifest.provenance);
  const { period, note, ...chosen } = await chooseEvaluationFiles(events, manifest.provenance, config.split);
  if (note) tellAside(note);
  const { vocabulary } = model;
  const learnedFrom = manifest.provenance.data.map(({ file }) => file);
  const { dataset } = await loadLog({ ...chosen, vocabulary, measured: { period, learnedFrom }, config });
  const keptOut = keptOutFile === undefined ? undefined : await loadKeptOut(keptOutFile, vocabulary, config);
  const audited = await auditModel(model, dataset, {
    seed: config.seed,
    period,
    ...(canaries ? { canaries } : {}),
    ...(keptOut ? { keptOut } : {}),
    onProgress: tellAside,
  });
  if (!options.json) return tell(describeAudit(audited));
  const modelHash = (await hashFile(join(dir, 'manifest.json'))).slice(0, 16);
  tell(`${JSON.stringify({ modelHash, data, ...audited } satisfies PrintedAudit, null, 2)}\n`);
}

/**
 * Reads the events of shoppers who were kept out. They are divided where the training log is, so that the split of their
 * own is of no meaning: one that asks for no test period takes any log.
 */
async function loadKeptOut(file: string, vocabulary: Vocabulary, config: TrainConfig): Promise<Dataset> {
  const split = { ...config.split, kind: 'last' as const, sessions: 1 };
  return (await loadLog({ events: [file], vocabulary, config: { ...config, split } })).dataset;
}

/** Refuses a log that the model never saw: its sessions would be taken for members. */
function requireTrainingLog(data: Provenance['data'], provenance: Provenance): void {
  if (data.length === 0) throw new VitrineError('OPTION_INVALID', 'no event file is given: use --events FILE');
  const learned = new Set(provenance.data.map(({ sha256 }) => sha256));
  if (data.some(({ sha256 }) => learned.has(sha256))) return;
  throw new VitrineError(
    'OPTION_INVALID',
    `the model was not trained on ${data.map(({ file }) => file).join(', ')} (by SHA-256), and so says nothing of it: ` +
      `give ${provenance.data.map(({ file }) => file).join(', ')} as it was at training`,
  );
}
