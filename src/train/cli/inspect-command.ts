import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest, ModelUpdate } from '../../encoder/artifact/manifest.js';
import { partSizes } from '../artifact/part-sizes.js';
import { readModel } from '../artifact/read-model.js';
import { describeStoredRule } from '../model/describe-rule.js';
import { type Cell, formatTable } from '../terminal/table.js';

/**
 * `vitrine inspect DIR`: the manifest and the clusters as tables, once the files are verified.
 *
 * @returns the text to print
 */
export async function inspect(dir: string): Promise<string> {
  const { manifest, model } = await readModel(dir);
  const title = (id: string) => model.catalog.titles?.[model.vocabulary.indexOf(id)] ?? id;
  const clusters = manifest.clusters.summaries.map(({ id, label, size, topItemIds }) => ({
    cluster: id,
    label,
    shoppers: size,
    'favoured items': topItemIds.slice(0, 3).map(title).join('; '),
  }));
  const sections = [
    formatTable(describeManifest(manifest, model.vocabulary.size)),
    clusters.length > 0 ? formatTable(clusters) : 'no clusters\n',
    formatTable(manifest.files.map(({ path, bytes, sha256 }) => ({ file: path, bytes, sha256 }))),
    formatTable(await describeSizes(dir, manifest)),
  ];
  const metrics = Object.entries(manifest.metrics).map(([metric, value]) => ({ metric, value }));
  if (metrics.length > 0) sections.push(formatTable(metrics));
  return sections.join('\n');
}

function describeManifest(manifest: Manifest, nItems: number): { field: string; value: Cell }[] {
  const { provenance, ranking, coldItems } = manifest;
  const { updates = [] } = provenance;
  const encoder = Object.entries(manifest.encoder).filter(([name]) => name !== 'kind');
  return Object.entries({
    'format version': String(manifest.formatVersion),
    items: nItems.toLocaleString('en-GB'),
    encoder: `${manifest.encoder.kind} (${encoder.map(([name, value]) => `${name} ${value}`).join(', ')})`,
    'session gap': `${manifest.sessionGapMs / 60_000} min`,
    ranking: describeWeights(ranking),
    ...(coldItems ? { 'items nobody has met': describeWeights(coldItems) } : {}),
    'made by': `vitrine ${provenance.vitrineVersion}, ${provenance.backend}, seed ${provenance.seed}`,
    command: provenance.command,
    data: provenance.data.map(({ file, sha256 }) => `${file} (sha256 ${sha256.slice(0, 12)}…)`).join(', '),
    privacy: describeStoredRule(manifest.privacy),
    ...(updates.length > 0 ? { updates: updates.map(describeUpdate).join('; ') } : {}),
    licence: provenance.licence ?? 'not stated',
  }).map(([field, value]) => ({ field, value }));
}

function describeUpdate({ model, data, isClustersOnly }: ModelUpdate): string {
  return `${model} with ${data.map(({ file }) => file).join(', ')}${isClustersOnly ? ', clusters only' : ''}`;
}

const describeWeights = (weights: object): string =>
  Object.entries(weights)
    .map(([name, weight]) => `${name} ${weight.toFixed(3)}`)
    .join(', ');

/** The parts of the model in kB (1,000 bytes), and all of it. */
async function describeSizes(dir: string, { files }: Manifest): Promise<Record<string, Cell>[]> {
  // Verified above: each is a file of the directory itself.
  const paths = files.map(({ path }) => path);
  const contents = await Promise.all(paths.map((path) => readFile(join(dir, path))));
  const parts = partSizes(Object.fromEntries(paths.map((path, i) => [path, contents[i]])));
  const sum = (of: 'raw' | 'gzip') => parts.reduce((total, part) => total + part[of], 0);
  return [...parts, { part: 'all', raw: sum('raw'), gzip: sum('gzip') }].map(({ part, raw, gzip }) => ({
    part,
    'raw kB': (raw / 1000).toFixed(1),
    'gzip kB': (gzip / 1000).toFixed(1),
  }));
}
