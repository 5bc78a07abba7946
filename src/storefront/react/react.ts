'use client';

export type { ListRequest } from '../ordering/question.js';
export { Reranked, type RerankedProps } from './reranked.js';
export { useProfile } from './use-profile.js';
export { type RankedList, useRerank } from './use-rerank.js';
export { useTrackView } from './use-track-view.js';
export { useVitrine, VitrineProvider, type VitrineProviderProps } from './vitrine-provider.js';
