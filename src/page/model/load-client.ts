import { toVitrineError } from '../../errors.js';
import { missed, withDeadline } from '../deadline.js';

/** A file that takes longer than this has stalled, ms. */
const maxLoadMs = 30_000;

/**
 * Loads what starts the model, from a file of its own: a page without consent never asks for it.
 *
 * @throws VitrineError `WORKER_UNAVAILABLE`
 */
export async function loadClient() {
  try {
    const loaded = await withDeadline(import('./client-entry.js'), maxLoadMs);
    if (loaded === missed) throw new Error('it stalled');
    return loaded;
  } catch (error) {
    throw toVitrineError(error, 'WORKER_UNAVAILABLE', 'vitrine.client.js did not load');
  }
}
