import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { decodeModel, type Model } from '../encoder/artifact.js';
import { type Catalog, type Manifest, parseManifest } from '../encoder/manifest.js';
import { VitrineError } from '../errors.js';
import { restoreParked } from './replace-folder.js';

/**
 * Reads a model directory from disk and verifies every file against the manifest.
 *
 * @throws VitrineError `FILE_NOT_FOUND` where there is no model, `MODEL_CORRUPT`, `MODEL_VERSION`
 */
export async function readModel(dir: string): Promise<{ manifest: Manifest; model: Model }> {
  const manifest = await readManifest(dir);
  const contents = new Map<string, Buffer>();
  for (const file of manifest.files) contents.set(file.path, await readVerified(dir, file));
  const [weights, catalog] = ['weights.safetensors', 'catalog.json'].map((path) => {
    const content = contents.get(path);
    if (!content)
      throw new VitrineError('MODEL_CORRUPT', `${dir}/manifest.json lists no ${path}: train the model again`);
    return content;
  });
  return { manifest, model: decodeModel(manifest, weights, JSON.parse(catalog.toString('utf8')) as Catalog) };
}

/**
 * Reads `manifest.json` of a model directory alone.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `MODEL_CORRUPT`, `MODEL_VERSION`
 */
export async function readManifest(dir: string): Promise<Manifest> {
  restoreParked(resolve(dir));
  const text = await readFile(join(dir, 'manifest.json'), 'utf8').catch((cause) => {
    throw new VitrineError(
      'FILE_NOT_FOUND',
      `${dir} holds no model (no manifest.json): give the folder that train wrote`,
      {
        cause,
      },
    );
  });
  return parseManifest(text);
}

async function readVerified(dir: string, { path, bytes, sha256 }: Manifest['files'][number]): Promise<Buffer> {
  const content = await readFile(join(dir, path)).catch((cause) => {
    throw new VitrineError('MODEL_CORRUPT', `${join(dir, path)} is missing: copy the whole model directory`, { cause });
  });
  if (content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new VitrineError(
      'MODEL_CORRUPT',
      `${join(dir, path)} is not the file the manifest describes (${content.length} bytes, expected ${bytes}): ` +
        'copy the model again',
    );
  }
  return content;
}
