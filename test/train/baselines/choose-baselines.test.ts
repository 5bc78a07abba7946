import { describe, expect, it } from 'vitest';
import { inputBefore } from '../../../src/train/baselines/choose-baselines.js';
import { patternLog } from '../logs/pattern-log.js';

function nStepsSeen(refit: boolean | 'continue' | undefined, period: 'validation' | 'test') {
  const log = patternLog();
  const dataset = { ...log, split: { ...log.split, kind: 'leave-one-out' as const, refit } };
  return inputBefore(dataset, 'leave-one-out', period).shoppers[0]!.steps.length;
}

describe('inputBefore', () => {
  const nSteps = patternLog().shoppers[0]!.steps.length;

  it('shows baselines what a model learns that goes on with validation', () => {
    for (const refit of [undefined, true, 'continue'] as const) {
      expect(nStepsSeen(refit, 'test')).toBe(nSteps - 1);
      expect(nStepsSeen(refit, 'validation')).toBe(nSteps - 2);
    }
  });

  it('keeps validation from baselines where the model never learns from it', () => {
    expect(nStepsSeen(false, 'test')).toBe(nSteps - 2);
  });
});
