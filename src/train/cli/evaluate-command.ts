import { basename, join } from 'node:path';
import type { Provenance } from '../../encoder/manifest.js';
import { VitrineError } from '../../errors.js';
import { chooseProtocols } from '../choose-protocols.js';
import { hashFile } from '../describe-origin.js';
import { type EvaluationTable, evaluateModel } from '../evaluate.js';
import { loadConfig } from '../load-config.js';
import { loadDataset } from '../load-dataset.js';
import { defaultKs } from '../measure-test.js';
import { type Protocol, protocols } from '../protocols/create-cases.js';
import { readModel } from '../read-model.js';
import { formatTable } from '../table.js';
import { integerOption, listOption, type RawOptions, requiredText, textOption } from './options.js';

/** What `--json` prints: the figures, with all that is needed to count them again. */
export interface EvaluationReport extends EvaluationTable {
  /** The first 16 digits of the SHA-256 of the manifest, which names every other file's: as the browser reports it. */
  readonly modelHash: string;
  readonly data: Provenance['data'];
}

/**
 * `vitrine evaluate`: measures a model on the newest sessions of a log, beside baselines on the same cases.
 *
 * The log is read, cleaned and divided as at training, unless `--config` or `--columns` say otherwise. Without a
 * protocol, it is the first of those that suit the log.
 */
export async function evaluateCommand(files: readonly string[], options: RawOptions): Promise<void> {
  const dir = requiredText(options, 'model', 'the folder that train wrote, such as --model model');
  const events = [...listOption(options, 'events'), ...files];
  const protocolName = textOption(options, 'protocol');
  const chosen = protocolName === undefined ? undefined : readProtocol(protocolName);
  const ks = readLengths(textOption(options, 'k') ?? defaultKs.join(','));
  const { manifest, model } = await readModel(dir);
  const config = await loadConfig(
    {
      config: textOption(options, 'config'),
      columns: textOption(options, 'columns'),
      seed: integerOption(options, 'seed', 0),
    },
    manifest.provenance.config,
  );
  const { dataset } = await loadDataset({ events, vocabulary: model.vocabulary, config });
  const protocol = chosen ?? chooseProtocols(dataset.shoppers)[0];
  const table = await evaluateModel(model, dataset, { protocol, ks, seed: config.seed });
  if (!options.json) {
    process.stdout.write(describeEvaluation(table, ks));
    return;
  }
  const report: EvaluationReport = {
    modelHash: (await hashFile(join(dir, 'manifest.json'))).slice(0, 16),
    data: await Promise.all(events.map(async (file) => ({ file: basename(file), sha256: await hashFile(file) }))),
    ...table,
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/** One table for each k, a method a line. */
export function describeEvaluation({ protocol, nCases, seed, rows }: EvaluationTable, ks: readonly number[]): string {
  const tables = ks.map((k) =>
    formatTable(
      rows.map(({ method, figures }) => ({
        [`k = ${k}`]: method,
        hitRate: figures[`hitRate@${k}`],
        recall: figures[`recall@${k}`],
        'repeats only': figures[`recall@${k}, repeats`],
        'new only': figures[`recall@${k}, new`],
        mrr: figures[`mrr@${k}`],
        ndcg: figures[`ndcg@${k}`],
        coverage: figures[`coverage@${k}`],
      })),
    ),
  );
  return [`${protocol}, ${nCases.toLocaleString('en-GB')} cases, seed ${seed}\n`, ...tables].join('\n');
}

function readProtocol(name: string | undefined): Protocol | undefined {
  const protocol = protocols.find((known) => known === name);
  if (protocol || name === undefined) return protocol;
  throw new VitrineError('OPTION_INVALID', `there is no protocol "${name}", expected one of: ${protocols.join(', ')}`);
}

function readLengths(text: string): number[] {
  const ks = text.split(',').map(Number);
  if (ks.every((k) => Number.isSafeInteger(k) && k > 0)) return [...new Set(ks)];
  throw new VitrineError('OPTION_INVALID', `--k is "${text}", expected whole numbers from 1, such as 5,10,20`);
}
