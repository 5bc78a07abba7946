import type { Catalog } from '../../encoder/artifact/manifest.js';
import { normalizeQuery, type Query } from '../../sequence/query.js';
import { type DistinguishingTerm, distinguishingTerms } from './distinguishing-terms.js';
import { countMeetings } from './meetings.js';
import { findTerms } from './terms.js';
import { tfIdf } from './tf-idf.js';

/** Terms in a larger share of the texts ("set", "pack") name nothing; so few texts may always hold a term. */
const maxShare = 0.08;
const few = 10;

export interface ClusterWordsInput {
  /** The cluster of each shopper, [n]. */
  readonly labels: Int32Array;
  readonly nClusters: number;
  /** The items that each shopper met, [n]. */
  readonly histories: readonly (readonly number[])[];
  readonly catalog: Pick<Catalog, 'itemIds' | 'titles' | 'categories'>;
  /** What each shopper searched for, [n]. */
  readonly queries?: readonly (readonly Query[] | undefined)[];
  /** The least number of a cluster's shoppers who share a word. Default 20. */
  readonly sharedBy?: number;
}

/**
 * The words that distinguish each cluster, the strongest first: class-based TF-IDF over the titles and categories of the items
 * that its shoppers met, and over what they searched for.
 *
 * A search is a text as a title is, met by who wrote it. Each word is shared by `sharedBy` of the cluster's shoppers.
 *
 * @returns none where there is nothing to read, [nClusters]
 */
export function findClusterWords(input: ClusterWordsInput): DistinguishingTerm[][] {
  const { labels, nClusters, histories, catalog, queries = [], sharedBy } = input;
  const { itemIds, titles, categories } = catalog;
  const written = queries.map((own = []) => [...new Set(own.map(({ query }) => normalizeQuery(query)))]);
  const searches = [...new Set(written.flat())].sort();
  if (!titles && !categories && searches.length === 0) return Array.from({ length: nClusters }, () => []);
  const place = new Map(searches.map((query, i) => [query, itemIds.length + i]));
  // The break keeps a term from reaching from the title into the category.
  const texts = [...itemIds.map((_, item) => `${titles?.[item] ?? ''} | ${categories?.[item] ?? ''}`), ...searches];
  const met = histories.map((items, i) => [...items, ...(written[i] ?? []).map((query) => place.get(query) ?? 0)]);
  const weighed = tfIdf(findTerms(texts), { maxDocuments: Math.max(few, maxShare * texts.length) });
  return distinguishingTerms(weighed, countMeetings(labels, met, nClusters, texts.length, sharedBy), labels, met);
}
