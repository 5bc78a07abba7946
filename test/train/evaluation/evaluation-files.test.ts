import { describe, expect, it } from 'vitest';
import { hashFile } from '../../../src/train/artifact/describe-origin.js';
import { chooseEvaluationFiles } from '../../../src/train/evaluation/evaluation-files.js';
import { temporaryFile } from '../logs/temporary-log.js';

async function twoFiles() {
  const seen = temporaryFile('train.csv', 'a');
  const unseen = temporaryFile('test.csv', 'b');
  return { seen, unseen, origin: { data: [{ file: 'other-name.csv', sha256: await hashFile(seen) }] } };
}

describe('chooseEvaluationFiles', () => {
  it('takes every session of a file that the model has not seen for test', async () => {
    const { seen, unseen, origin } = await twoFiles();
    expect(await chooseEvaluationFiles([seen, unseen], origin, { kind: 'last', refit: true })).toEqual({
      events: [seen],
      testEvents: [unseen],
      period: 'test',
      note: 'test is every session of test.csv',
    });
  });

  it('lets the last sessions of the training files stand in for a test, and says so', async () => {
    const { seen, origin } = await twoFiles();
    expect(await chooseEvaluationFiles([seen], origin, { kind: 'last' })).toEqual({
      events: [seen],
      testEvents: [],
      period: 'validation',
      note: 'the model was trained on train.csv: measured on its validation, the last sessions',
    });
  });

  it('refuses to measure a model on what it has learned', async () => {
    const { seen, unseen, origin } = await twoFiles();
    const refuse = (files: string[], split: { refit?: boolean }, asked?: 'validation' | 'test') =>
      expect(chooseEvaluationFiles(files, origin, { kind: 'last', ...split }, asked)).rejects;
    await refuse([seen], { refit: true }).toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/^train\.csv cannot .* refitted .*; bring a file that it has not seen/),
    });
    await refuse([seen], {}, 'test').toMatchObject({ message: expect.stringContaining('was trained on it') });
    await refuse([unseen], {}, 'validation').toMatchObject({ message: expect.stringContaining('none of it') });
  });

  it('divides any file as at training where time or the shoppers divide the log', async () => {
    const { seen, unseen, origin } = await twoFiles();
    const files = [seen, unseen];
    for (const kind of ['temporal', 'leave-one-out'] as const) {
      expect(await chooseEvaluationFiles(files, origin, { kind })).toEqual({
        events: files,
        testEvents: [],
        period: 'test',
      });
    }
  });
});
