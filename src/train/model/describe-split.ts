import type { Dataset } from '../dataset/dataset.js';
import { leastForLeaveOneOut } from '../dataset/dataset-part.js';
import { heldOutSessions } from '../dataset/held-out-sessions.js';
import { describeTime } from '../log/timestamp.js';

/** How a dataset is divided, in words and counts. */
export function describeSplit(dataset: Pick<Dataset, 'shoppers' | 'split' | 'hasTimes'>): string {
  const { kind = 'temporal', validationFrom, testFrom } = dataset.split;
  const text = (n: number) => n.toLocaleString('en-GB');
  const nAsked = heldOutSessions(dataset, 'validation').length;
  if (kind === 'last') {
    const from = dataset.hasTimes === false ? '' : `, from ${describeTime(validationFrom)}`;
    const sessions = nAsked === 1 ? 'session' : `${text(nAsked)} sessions`;
    return `validation is the last ${sessions}${from}; the test is another file`;
  }
  if (kind === 'temporal')
    return `validation from ${describeTime(validationFrom)}, test from ${describeTime(testFrom)}`;
  const nShort = dataset.shoppers.length - nAsked;
  const short = nShort === 0 ? '' : `; ${text(nShort)} with fewer than ${leastForLeaveOneOut} are only learned from`;
  return `test is the last step of ${text(nAsked)} shoppers, validation the one before it${short}`;
}
