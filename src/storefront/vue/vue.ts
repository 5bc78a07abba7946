export type { ListRequest } from '../ordering/question.js';
export { useProfile } from './use-profile.js';
export { type RankedList, useRerank } from './use-rerank.js';
export { useTrackView } from './use-track-view.js';
export { useVitrine, vitrineKey, vitrinePlugin } from './vitrine-plugin.js';
