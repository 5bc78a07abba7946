import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A page in a browser that is none of Chromium's kin, steered as far as the core trip needs. */
export interface EnginePage {
  goto(url: string): Promise<void>;
  /** Runs a function of the page's own in it; what it returns must be plain data. */
  evaluate<T>(work: () => T | Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A browser engine: how to open a page in it, or why that cannot be done here. */
export interface Engine {
  readonly name: string;
  /** What this machine lacks; null where it lacks nothing. */
  readonly lacks: string | null;
  open(): Promise<EnginePage>;
}

/** The path of an installed program; undefined where there is none. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => (name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name))))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
