import { readdir } from 'node:fs/promises';
import { VitrineError } from '../../errors.js';
import { insidePrefix } from '../target/side-names.js';
import { readManifest } from './read-model.js';

/**
 * Checks that `dir` may be written: it is absent, empty or a model directory with nothing else in it. Call it before a
 * long training too.
 *
 * @throws VitrineError `OPTION_INVALID` naming what stands in the way
 */
export async function checkModelTarget(dir: string): Promise<void> {
  const found = (await readdir(dir).catch(explainNone(dir))).filter((name) => !isOfDisk(name));
  if (found.length === 0) return;
  // A model of another version or with damaged files is a model still: it may be replaced.
  const isModel = await readManifest(dir).then(
    () => true,
    (error) => error instanceof VitrineError && error.code === 'MODEL_VERSION',
  );
  const stranger = isModel ? found.find((name) => !modelFiles.includes(name)) : found[0];
  if (stranger !== undefined) {
    throw new VitrineError(
      'OPTION_INVALID',
      `${dir} holds "${stranger}", which is no part of a model: give --out a folder of its own`,
    );
  }
}

const modelFiles = ['manifest.json', 'weights.safetensors', 'catalog.json'];

/** What an interrupted write left there, what a training keeps in the folder it works in, and what a disk has in its root. */
function isOfDisk(name: string): boolean {
  return name.startsWith(insidePrefix) || name === '.vitrine' || name === 'lost+found';
}

function explainNone(dir: string) {
  return (cause: NodeJS.ErrnoException): string[] => {
    if (cause.code === 'ENOENT') return [];
    const what = cause.code === 'ELOOP' ? 'is a link that leads in a circle' : 'is no folder';
    throw new VitrineError('OPTION_INVALID', `${dir} ${what}: give --out a folder of its own`, { cause });
  };
}
