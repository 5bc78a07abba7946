import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { Vitrine } from '../../index.js';

const VitrineContext = createContext<Vitrine | null>(null);

/** What the provider is given. */
export interface VitrineProviderProps {
  /** What `createVitrine` gave; null where there is none yet: lists keep the shop's order. */
  readonly vitrine: Vitrine | null;
  readonly children?: ReactNode;
}

/**
 * Gives Vitrine to every component below it.
 *
 * @example <VitrineProvider vitrine={createVitrine({ modelUrl: '/model/' })}><Shop /></VitrineProvider>
 */
export function VitrineProvider({ vitrine, children }: VitrineProviderProps): ReactNode {
  return createElement(VitrineContext.Provider, { value: vitrine }, children);
}

/** The Vitrine of the nearest provider, such as to `track`; null without one. */
export function useVitrine(): Vitrine | null {
  return useContext(VitrineContext);
}
