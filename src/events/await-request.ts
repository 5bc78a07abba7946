/**
 * What a request of IndexedDB comes to. A cursor's request comes to something anew each time the cursor moves.
 *
 * @throws DOMException the request's error
 */
export function awaitRequest<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
