import { describe, expect, it } from 'vitest';
import { halveSuccessively, planRungs } from '../../../src/train/tuning/successive-halving.js';

describe('planRungs', () => {
  it.each([
    { nTrials: 9, epochs: 9, rungs: ['9 for 1', '3 for 3', '1 for 9'] },
    { nTrials: 27, epochs: 9, rungs: ['27 for 1', '9 for 3', '3 for 9'] },
    { nTrials: 9, epochs: 8, rungs: ['9 for 3', '3 for 8'] },
    { nTrials: 2, epochs: 8, rungs: ['2 for 8'] },
    { nTrials: 9, epochs: 1, rungs: ['9 for 1'] },
    { nTrials: 10, epochs: 30, rungs: ['10 for 3', '4 for 10', '2 for 30'] },
  ])('divides $nTrials trials of up to $epochs epochs', ({ nTrials, epochs, rungs }) => {
    const planned = planRungs(nTrials, epochs).map((rung) => `${rung.nTrials} for ${rung.epochs}`);
    expect(planned).toEqual(rungs);
  });
});

describe('halveSuccessively', () => {
  it('lets the best third go on, and never one that failed', async () => {
    const runs: string[] = [];
    const dropped: number[] = [];
    // The fifth is best, and fails in the second rung; the others are as good as their number.
    const run = async (trial: number, rung: number) => {
      runs.push(`${rung}:${trial}`);
      return trial === 4 && rung === 1 ? Number.NaN : trial === 4 ? 100 : trial;
    };
    await halveSuccessively(planRungs(9, 9), run, async (trial) => void dropped.push(trial));
    expect(runs).toEqual(['0:0', '0:1', '0:2', '0:3', '0:4', '0:5', '0:6', '0:7', '0:8', '1:4', '1:7', '1:8', '2:8']);
    expect(dropped).toEqual([0, 1, 2, 3, 5, 6, 4, 7, 8]);
  });
});
