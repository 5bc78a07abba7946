import type { InstantSearch } from 'instantsearch.js';
import type { Vitrine } from '../../index.js';

/** Records what is searched for, once each. */
export interface Searches {
  /** Looks at what is rendered now. */
  look(): void;
  /** Records what stands in the search box now: the shopper goes on. */
  flush(): void;
}

/** Whoever types is not done before they rest this long. */
const restMs = 1000;

/**
 * Records each query that the shopper rests on, not each letter: after a second, or when they click or leave. The same
 * query counts once until another one, or none, was there; filters and pages are no new search.
 */
export function recordSearches(vitrine: Pick<Vitrine, 'track'>, instance: InstantSearch): Searches {
  let pending: { readonly query: string; readonly resultCount: number } | null = null;
  let last = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    clearTimeout(timer);
    if (pending) vitrine.track({ type: 'search', ...pending }, 'instantsearch');
    pending = null;
  };
  return {
    flush,
    look() {
      if (instance.status !== 'idle') return;
      // Several indices may be searched at once: nothing was found where none of them found anything.
      const found = instance.mainIndex
        .getScopedResults()
        .flatMap(({ results }) => (results && !results.__isArtificial ? [results] : []))
        .map(({ query, _state, nbHits }) => ({ query: (query ?? _state.query ?? '').trim(), resultCount: nbHits }))
        .sort((a, b) => b.resultCount - a.resultCount);
      if (found.length === 0) return;
      const { query, resultCount } = found.find((search) => search.query !== '') ?? found[0];
      if (query === last) return;
      last = query;
      clearTimeout(timer);
      pending = query === '' ? null : { query, resultCount };
      timer = setTimeout(flush, restMs);
    },
  };
}
