import { basename } from 'node:path';
import type { Manifest } from '../../encoder/artifact/manifest.js';
import { VitrineError } from '../../errors.js';
import { hashFile } from '../artifact/describe-origin.js';
import { readModel } from '../artifact/read-model.js';
import { loadConfig } from '../config/load-config.js';
import { privacyOptions, privacyRule } from '../config/privacy-options.js';
import { countSupporters, type Supporters } from '../privacy/count-supporters.js';
import { storedRule } from '../privacy/stored-rule.js';
import { formatTable } from '../terminal/table.js';
import { eventFiles } from './event-files.js';
import { loadLog } from './load-log.js';
import { readingOptions } from './log-options.js';
import type { RawOptions } from './options.js';

/** What `vitrine inspect --privacy` found. */
export interface PrivacyInspection {
  /** The text to print. */
  readonly text: string;
  /** How many published things have fewer shoppers behind them than the rule asks for. */
  readonly nBelow: number;
}

/**
 * `vitrine inspect --privacy DIR --events FILE`: counts the shoppers behind all that a model publishes, in the log that it
 * was trained on.
 *
 * A model that was made without the rule is held against the defaults.
 *
 * @throws VitrineError `OPTION_INVALID` without a log, or for a file that the model did not learn from
 */
export async function inspectPrivacy(dir: string, options: RawOptions): Promise<PrivacyInspection> {
  const { manifest, model } = await readModel(dir);
  const { files: events } = await eventFiles([], options);
  await checkFiles(events, manifest);
  const config = await loadConfig(readingOptions(options), manifest.provenance.config);
  const learnedFrom = manifest.provenance.data.map(({ file }) => file);
  const { dataset } = await loadLog({ events, vocabulary: model.vocabulary, measured: { learnedFrom }, config });
  const promised = storedRule(manifest.privacy);
  const isPromised = promised.minShoppers > 1;
  const countedBy = dataset.privacy?.countedBy ?? 'shopper';
  const rule = isPromised ? promised : privacyRule(privacyOptions.parse({}), countedBy);
  const supporters = await countSupporters(model, { ...dataset, privacy: { ...rule, countedBy } });
  const rows = describeSupporters(supporters, rule);
  const notes = [
    ...(isPromised ? [] : ['The model was made without the rule: it is held against the defaults.']),
    `Counted: each ${countedBy} once, in what the model learned from; never in the test.`,
  ];
  const nBelow = rows.reduce((sum, { below }) => sum + below, 0);
  return { text: `${formatTable(rows)}\n${notes.join('\n')}\n`, nBelow };
}

function describeSupporters(
  { items, pairs, affinities, clusters }: Supporters,
  { minShoppers, groups }: { readonly minShoppers: number; readonly groups: number },
) {
  const kinds: [string, readonly number[], number][] = [
    ['items', items, minShoppers],
    ['pairs of companions', pairs, minShoppers],
    ['affinities of clusters', affinities, groups],
    ['clusters', clusters, groups],
  ];
  return kinds.map(([published, counts, minimum]) => ({
    published,
    'how many': counts.length,
    minimum,
    'fewest shoppers': counts.length > 0 ? counts.reduce((a, b) => Math.min(a, b)) : undefined,
    below: counts.filter((count) => count < minimum).length,
  }));
}

async function checkFiles(events: readonly string[], { provenance }: Manifest): Promise<void> {
  if (events.length === 0) {
    throw new VitrineError(
      'OPTION_INVALID',
      '--privacy counts shoppers in the log: give the files of training by --events',
    );
  }
  const known = new Set(provenance.data.map(({ sha256 }) => sha256));
  for (const file of events) {
    if (known.has(await hashFile(file))) continue;
    throw new VitrineError(
      'OPTION_INVALID',
      `${basename(file)} is none of the files that the model learned from (by SHA-256): give those of its training`,
    );
  }
}
