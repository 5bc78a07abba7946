import { basename, dirname, join } from 'node:path';

/** What stands beside a folder, or in it, while it is being replaced. */
export interface SideNames {
  /** A file: a run has the folder to itself. */
  readonly lock: string;
  /** The beginning of a folder's path: what is being written. */
  readonly draft: string;
  /** A folder: what was there before. */
  readonly previous: string;
}

/** How names begin that stand in a folder which is replaced in place. */
export const insidePrefix = '.vitrine-';

/** Returns the names beside a folder, which takes the place of another by renaming. */
export function namesBeside(target: string): SideNames {
  const name = join(dirname(target), `.${basename(target)}`);
  return { lock: `${name}.lock`, draft: `${name}.writing-`, previous: `${name}.previous` };
}

/** Returns the names in a folder whose contents are replaced in place. */
export function namesInside(target: string): SideNames {
  const name = join(target, insidePrefix);
  return { lock: `${name}lock`, draft: `${name}writing-`, previous: `${name}previous` };
}
