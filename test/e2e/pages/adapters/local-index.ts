import type { SearchClient } from 'instantsearch.js';

interface Request {
  readonly indexName: string;
  readonly params?: { readonly query?: string; readonly page?: number; readonly hitsPerPage?: number };
}

/**
 * A search engine in memory: it finds ids that hold the query, in the order given, or by name in the index `…_by_name`. What
 * it recommends are the last twelve.
 */
export function localIndex(ids: readonly string[]): SearchClient {
  const answer = ({ indexName, params = {} }: Request) => {
    const { query = '', page = 0, hitsPerPage = 20 } = params;
    const found = ids.filter((id) => id.includes(query));
    if (indexName.endsWith('_by_name')) found.sort();
    return {
      hits: found.slice(page * hitsPerPage, (page + 1) * hitsPerPage).map((objectID) => ({ objectID })),
      index: indexName,
      nbHits: found.length,
      nbPages: Math.ceil(found.length / hitsPerPage),
      page,
      hitsPerPage,
      query,
      params: '',
      exhaustiveNbHits: true,
      processingTimeMS: 1,
    };
  };
  const search = async (requests: readonly Request[]) => ({ results: requests.map(answer) });
  const getRecommendations = async (requests: readonly Request[]) => ({
    results: requests.map((request) => ({
      ...answer(request),
      hits: ids.slice(-12).map((objectID) => ({ objectID })),
    })),
  });
  return { search, getRecommendations } as unknown as SearchClient;
}
