import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { decodeModel } from '../../encoder/artifact/artifact.js';
import { type Catalog, type Manifest, parseManifest } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { VitrineError } from '../../errors.js';
import { checkManifest } from '../config/check-manifest.js';
import { restoreParked } from '../target/replace-folder.js';
import { resolveTarget } from '../target/resolve-target.js';

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
  return { manifest, model: decodeModel(manifest, weights, parseCatalog(dir, catalog)) };
}

function parseCatalog(dir: string, content: Buffer): Catalog {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    // The error of JSON.parse quotes the file.
    throw new VitrineError('MODEL_CORRUPT', `${dir}/catalog.json is no JSON: copy the model again, or train it again`);
  }
}

/**
 * Reads `manifest.json` of a model directory alone.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `MODEL_CORRUPT`, `MODEL_VERSION`
 */
export async function readManifest(dir: string): Promise<Manifest> {
  restoreParked(await resolveTarget(dir));
  const text = await readFile(join(dir, 'manifest.json'), 'utf8').catch((cause) => {
    throw new VitrineError(
      'FILE_NOT_FOUND',
      `${dir} holds no model (no manifest.json): give the folder that train wrote`,
      {
        cause,
      },
    );
  });
  const manifest = parseManifest(text);
  checkManifest(manifest, dir);
  return manifest;
}

async function readVerified(dir: string, { path, bytes, sha256 }: Manifest['files'][number]): Promise<Buffer> {
  const file = join(dir, path);
  const [folder, place] = await Promise.all([realpath(dir), realpath(file)]).catch((cause) => {
    throw new VitrineError('MODEL_CORRUPT', `${file} is missing: copy the whole model directory`, { cause });
  });
  // A link within the directory is how some deployments switch versions; one that leads out of it is not read.
  if (!place.startsWith(`${folder}${sep}`)) {
    throw new VitrineError('MODEL_CORRUPT', `${file} is a link out of the model directory: copy the file itself there`);
  }
  const found = await stat(place);
  const content = found.isFile() && found.size === bytes ? await readFile(place) : undefined;
  if (content === undefined || createHash('sha256').update(content).digest('hex') !== sha256) {
    throw new VitrineError(
      'MODEL_CORRUPT',
      `${file} is not the file the manifest describes (${found.size} bytes, expected ${bytes}): copy the model again`,
    );
  }
  return content;
}
