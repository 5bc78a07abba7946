import { toVitrineError, type VitrineError } from '../errors.js';

/** Who listens to what on one instance. */
export interface Listeners<Events> {
  on<Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void): () => void;
  emit<Name extends keyof Events>(name: Name, value: Events[Name]): void;
  has(name: keyof Events): boolean;
}

/**
 * @param report hears of a listener that throws; the others are called all the same
 */
export function createListeners<Events>(report: (error: VitrineError) => void): Listeners<Events> {
  const sets = new Map<keyof Events, Set<(value: never) => void>>();
  const setOf = (name: keyof Events) => sets.get(name) ?? sets.set(name, new Set()).get(name)!;
  return {
    on(name, listener) {
      setOf(name).add(listener);
      return () => void setOf(name).delete(listener);
    },
    emit(name, value) {
      for (const listener of setOf(name)) {
        try {
          listener(value as never);
        } catch (error) {
          report(toVitrineError(error, 'LISTENER_FAILED', `a listener to "${String(name)}" failed`));
        }
      }
    },
    has: (name) => setOf(name).size > 0,
  };
}
