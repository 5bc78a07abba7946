import { toVitrineError, type VitrineError } from '../../errors.js';

/** Those who listen to one thing. */
export interface Listeners<T> {
  /** Adds a listener; returns how to remove it. */
  add(listener: (value: T) => unknown): () => void;
  /** Calls every listener, and returns what they return. One that throws is reported and does not stop the others. */
  tell(value: T): unknown[];
  /** Whether anybody listens. */
  hasAny(): boolean;
}

/** Creates an empty set of listeners. */
export function createListeners<T>(onError: (error: VitrineError) => void): Listeners<T> {
  const listeners = new Set<(value: T) => unknown>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (value) =>
      [...listeners].map((listener) => {
        try {
          return listener(value);
        } catch (error) {
          onError(toVitrineError(error, 'LISTENER_FAILED', 'a listener failed'));
          return undefined;
        }
      }),
    hasAny: () => listeners.size > 0,
  };
}
