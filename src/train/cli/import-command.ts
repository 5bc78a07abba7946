import { VitrineError } from '../../errors.js';

/** The optional peers that training and evaluation need. */
const peers = '@duckdb/node-api @tensorflow/tfjs @tensorflow/tfjs-backend-wasm';

/**
 * Imports a command that needs the optional peers.
 *
 * @param load the dynamic import itself, so that the bundler sees it
 * @throws VitrineError `DEPENDENCY_MISSING` naming the package and what to type
 */
export async function importCommand<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const name = /package '([^']+)'/.exec(message)?.[1] ?? 'a package';
    throw new VitrineError(
      'DEPENDENCY_MISSING',
      `this command needs ${name}, which is not installed: npm install ${peers}`,
      { cause },
    );
  }
}
