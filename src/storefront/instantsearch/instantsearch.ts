export { createVitrineSearch, type SearchRequest, type VitrineSearch } from './create-vitrine-search.js';
export type { Hit } from './hit-orders.js';
