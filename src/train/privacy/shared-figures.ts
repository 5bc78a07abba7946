import type { Manifest, TrainingEpoch } from '../../encoder/artifact/manifest.js';
import type { Dataset } from '../dataset/dataset.js';
import { heldOutSessions } from '../dataset/held-out-sessions.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';

type HeldOut = Pick<Dataset, 'shoppers' | 'split' | 'privacy'>;

/**
 * Returns whether as many shoppers as the rule asks for a group are in a held-out period: a weight or a figure of fewer
 * would be about them.
 */
export function isPeriodShared(dataset: HeldOut, period: 'validation' | 'test'): boolean {
  const least = dataset.privacy?.groups ?? 1;
  if (least === 1) return true;
  return new Set(heldOutSessions(dataset, period).map(({ shopper }) => shopper.id)).size >= least;
}

/** Returns the cases that weights may be fitted on: none where too few shoppers stand behind them. */
export function sharedCases(dataset: HeldOut, cases: readonly EvaluationCase[]): readonly EvaluationCase[] {
  return isPeriodShared(dataset, 'validation') ? cases : [];
}

/** Returns what a manifest may tell of what was measured: no figure of a period that too few shoppers are in. */
export function sharedFigures<Epoch extends TrainingEpoch>(
  dataset: HeldOut,
  { metrics, log }: { readonly metrics: Manifest['metrics']; readonly log: readonly Epoch[] },
): { metrics: Manifest['metrics']; log: readonly Epoch[] } {
  const isShown = { test: isPeriodShared(dataset, 'test'), validation: isPeriodShared(dataset, 'validation') };
  const shown = Object.entries(metrics).filter(([name]) => isShown[name.startsWith('test/') ? 'test' : 'validation']);
  return {
    metrics: Object.fromEntries(shown),
    log: isShown.validation ? log : log.map(({ validation, ...epoch }) => epoch as Epoch),
  };
}
