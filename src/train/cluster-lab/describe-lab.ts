import type { EvaluationCase } from '../protocols/evaluation-case.js';
import type { ShopperStates } from './groups/shopper-states.js';
import { type Situation, situations } from './judging/usefulness-cases.js';
import type { LabInput } from './lab-input.js';

/** What the lab sees, sampled and cannot measure, a line each. */
export function describeLab(
  { shoppers, nAll, cutOff, earlierCutOff, earlier }: ShopperStates,
  { models, dataset, period }: LabInput,
  cases: Readonly<Record<Situation, readonly EvaluationCase[]>>,
): string[] {
  const isTimed = models[0].hasTimes !== false && dataset.split.kind !== 'leave-one-out';
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  const count = (n: number) => n.toLocaleString('en-GB');
  const sampled = nAll > shoppers.length ? ` of ${count(nAll)}, spread evenly` : '';
  return [
    `${count(shoppers.length)} shoppers${sampled}, as they stand ${isTimed ? `on ${day(cutOff)}` : `before ${period}`}; windows ` +
      `compares with ${isTimed ? day(earlierCutOff) : 'the log less its last quarter'}, when ${count(earlier.length)} of them had come`,
    ...(models.length > 1
      ? []
      : ['stability over encoder seeds is not measured: give --model again, once for each further seed']),
    ...situations
      .filter((situation) => cases[situation].length === 0)
      .map((situation) => `the ${period} period asks nothing of the situation "${situation}"`),
  ];
}
