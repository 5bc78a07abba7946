export { VitrineError, type VitrineErrorCode } from './errors.js';
export type { RecordedEvent, ShopEvent, ShopEventType } from './events/event/event.js';
export type { ClickCounts, DeviceNote, ListCounts, ListOrder, Variant } from './events/local-storage/device-note.js';
export type { Consent } from './events/recording/consent.js';
export type {
  Decision,
  ExportedData,
  Profile,
  ProfileCluster,
  ProfileVisit,
  RecommendRequest,
  RerankRequest,
  Vitrine,
  VitrineEvents,
  VitrineOptions,
} from './page/api.js';
export type { ExposureEvent } from './page/experiment.js';
export type { DeviceConditions, Frugality } from './page/model/frugality.js';
export type { ScoreSource } from './page/scorer.js';
export type { Explanation, RuleEffect } from './ranking/explain.js';
export type { FrugalReason, ListReason, NotRerankedReason, Ranking } from './ranking/ranking.js';
export type { Rule } from './ranking/rules/mechanics/rule.js';
export { createVitrine } from './vitrine.js';
export type { BackendName, ClusterAdaptation, ItemDescription } from './worker/wire/protocol.js';
