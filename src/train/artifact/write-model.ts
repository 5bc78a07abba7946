import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { clustersInManifest, encodeWeights } from '../../encoder/artifact/artifact.js';
import { formatVersion, type Manifest, type Privacy, type Provenance } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { fullPrecision, type Precision } from '../../encoder/artifact/precision.js';
import type { EpochLog } from '../encoder-training/epoch-log.js';
import { describeDiskFailure } from '../target/disk-failure.js';
import { replaceFolder } from '../target/replace-folder.js';
import { resolveTarget } from '../target/resolve-target.js';
import { checkModelTarget } from './check-model-target.js';

export interface ModelToWrite {
  readonly model: Model;
  /** The finest by default; that of a model which was rounded already, so that nothing more is lost. */
  readonly precision?: Precision;
  readonly metrics: Manifest['metrics'];
  readonly log?: readonly EpochLog[];
  readonly provenance: Provenance;
  /** The rule that the model was made by. */
  readonly privacy?: Privacy;
}

/**
 * Writes a model directory: `weights.safetensors`, `catalog.json`, and `manifest.json` with their hashes.
 *
 * Atomic: whoever is stopped half way leaves the model that was there before.
 *
 * @throws VitrineError `OPTION_INVALID` when `dir` holds something else, `WRITE_FAILED` when the disk refuses
 */
export async function writeModel(
  dir: string,
  { model, precision = fullPrecision, metrics, provenance, privacy, log }: ModelToWrite,
): Promise<Manifest> {
  await checkModelTarget(dir);
  const weights = { path: 'weights.safetensors', content: encodeWeights(model, precision) };
  const catalog = { path: 'catalog.json', content: new TextEncoder().encode(JSON.stringify(model.catalog)) };
  const manifest: Manifest = {
    formatVersion,
    encoder: model.encoder,
    sessionGapMs: model.sessionGapMs,
    ...(model.hasTimes === false ? { hasTimes: false } : {}),
    clusters: clustersInManifest(model.clusters),
    ranking: model.ranking,
    ...(model.coldItems ? { coldItems: model.coldItems } : {}),
    metrics,
    ...(log ? { training: log.map(({ stage, epoch, loss, validation }) => ({ stage, epoch, loss, validation })) } : {}),
    ...(privacy ? { privacy } : {}),
    provenance,
    files: [weights, catalog].map(({ path, content }) => ({ path, bytes: content.length, sha256: sha256(content) })),
  };
  try {
    await replaceFolder(await resolveTarget(dir), async (draft) => {
      for (const { path, content } of [weights, catalog]) await writeSynced(join(draft, path), content);
      await writeSynced(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    });
  } catch (error) {
    throw describeDiskFailure(error, dir);
  }
  return manifest;
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
