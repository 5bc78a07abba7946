export type { Time } from './ranking/half-life.js';
export {
  type ExaminationOptions,
  estimateExamination,
  expectedExamination,
} from './ranking/position-bias/estimate-examination.js';
export { addSighting, type Exposure, type Sighting } from './ranking/position-bias/exposure.js';
export { type ExposuresOptions, exposuresOf } from './ranking/position-bias/exposures-of.js';
export { type SkipPenalty, type SkipPenaltyOptions, skipPenalties } from './ranking/position-bias/skip-penalties.js';
export { boost } from './ranking/rules/boost.js';
export { bury } from './ranking/rules/bury.js';
export { type DampRepeatsOptions, dampRepeats } from './ranking/rules/damp-repeats.js';
export { type DampSkippedOptions, dampSkipped } from './ranking/rules/damp-skipped.js';
export { type DiversifyOptions, diversify } from './ranking/rules/diversify.js';
export { type ExploreOptions, explore } from './ranking/rules/explore.js';
export { type FreshOptions, fresh } from './ranking/rules/fresh.js';
export { type InStockOptions, inStock } from './ranking/rules/in-stock.js';
export { lastPurchases } from './ranking/rules/last-purchases.js';
export { adjustScores, type ScoreChange } from './ranking/rules/mechanics/adjust-scores.js';
export { dailySeed } from './ranking/rules/mechanics/daily-seed.js';
export { defineRule, type RuleOutcome, type Stage, stages } from './ranking/rules/mechanics/define-rule.js';
export type { Aside } from './ranking/rules/mechanics/put-aside.js';
export { rearrange } from './ranking/rules/mechanics/rearrange.js';
export type { HeldPlace, PageToRule, Rule, RuleChange, RulePage } from './ranking/rules/mechanics/rule.js';
export { type OneOfOptions, oneOf } from './ranking/rules/one-of.js';
export { type PinOptions, pin } from './ranking/rules/pin.js';
export { sponsored } from './ranking/rules/sponsored.js';
