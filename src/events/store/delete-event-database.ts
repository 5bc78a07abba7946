import { toVitrineError } from '../../errors.js';

/**
 * Deletes a shopper's database without opening it, whatever version wrote it. Where a tab still holds it open, the browser
 * does so once that tab lets go.
 *
 * @throws VitrineError `STORAGE_FAILED`
 */
export function deleteEventDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(toVitrineError(error, 'STORAGE_FAILED', `deleting "${name}" failed`));
    if (typeof indexedDB === 'undefined') return resolve();
    try {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = request.onblocked = () => resolve();
      request.onerror = () => fail(request.error);
    } catch (error) {
      fail(error);
    }
  });
}
