/** Documents as sparse vectors of term weights. */
export interface TfIdf {
  /** In alphabetical order (by code unit), [nTerms]. */
  readonly terms: readonly string[];
  /** How telling each term is, [nTerms]. */
  readonly idf: Float64Array;
  /** For each document its terms, ascending, with weights whose squares sum to 1; empty for one without terms, [n]. */
  readonly documents: readonly { readonly terms: Int32Array; readonly weights: Float64Array }[];
}

export interface TfIdfOptions {
  /** A term in fewer documents is dropped. Default 1. */
  readonly minDocuments?: number;
  /** A term in more documents is dropped. Default none. */
  readonly maxDocuments?: number;
}

/**
 * Weighs the terms of documents by term frequency times smoothed inverse document frequency,
 *
 *     idf(t) = ln((1 + n) / (1 + df(t))) + 1
 *
 * and scales each document to length 1, as scikit-learn's TfidfVectorizer does by default.
 *
 * @param documents the terms of each, with their repetitions, [n]
 * @see Salton and Buckley 1988, doi:10.1016/0306-4573(88)90021-0
 * @example tfIdf([['red', 'bag'], ['bag']]).documents[1] // { terms: [0], weights: [1] }: term 0 is 'bag'
 */
export function tfIdf(documents: readonly (readonly string[])[], options: TfIdfOptions = {}): TfIdf {
  const { minDocuments = 1, maxDocuments = Number.POSITIVE_INFINITY } = options;
  const frequencies = new Map<string, number>();
  for (const document of documents) {
    for (const term of new Set(document)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const kept = [...frequencies].filter(([, df]) => df >= minDocuments && df <= maxDocuments);
  const terms = kept.map(([term]) => term).sort();
  const rows = new Map(terms.map((term, row) => [term, row]));
  const n = documents.length;
  const idf = Float64Array.from(terms, (term) => Math.log((1 + n) / (1 + (frequencies.get(term) ?? 0))) + 1);
  return {
    terms,
    idf,
    documents: documents.map((document) => {
      const counts = new Map<number, number>();
      for (const term of document) {
        const row = rows.get(term);
        if (row !== undefined) counts.set(row, (counts.get(row) ?? 0) + 1);
      }
      const found = Int32Array.from(counts.keys()).sort();
      const weights = Float64Array.from(found, (row) => (counts.get(row) ?? 0) * idf[row]);
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
      return { terms: found, weights: weights.map((weight) => weight / length) };
    }),
  };
}
