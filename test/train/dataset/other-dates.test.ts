import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../src/sequence/vocabulary.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import type { Measured } from '../../../src/train/dataset/measured.js';
import { keepAll, noPrivacy, tenSessions } from '../logs/small-log.js';
import { temporaryFile } from '../logs/temporary-log.js';

/** Reads ten days of January 2024 for a model whose validation begins on one day and its test on another. */
function measure(validationFrom: string, testFrom: string, measured: Measured = {}) {
  const rows = tenSessions((s, item, time) => `s${s},${time.toISOString()},${item}`);
  const events = [
    temporaryFile('log.csv', ['session_id,timestamp,item_id', ...rows, 's0,2024-01-01T12:02:00Z,'].join('\n')),
  ];
  const config = parseConfig({ clean: keepAll, privacy: noPrivacy, split: { validationFrom, testFrom } });
  return loadDataset({ events, config, vocabulary: createVocabulary(['a', 'b']), measured });
}

const dates = 'the log is from 2024-01-01T12:00 UTC to 2024-01-10T12:01 UTC';

describe('a log of other dates than the model', () => {
  it('that ends before the test is told both dates, and which log fits', async () => {
    await expect(measure('2024-02-01', '2024-02-11', { learnedFrom: ['old.csv', 'new.csv'] })).rejects.toMatchObject({
      code: 'DATA_TOO_SMALL',
      message:
        `the model's validation is from 2024-02-01T00:00 UTC to 2024-02-11T00:00 UTC and its test from there on, and ${dates}: ` +
        'no session of it is test; give the log of that time (the model learned from old.csv, new.csv), or divide this log anew, ' +
        'by split.validationFrom and split.testFrom inside its dates (--config)',
    });
  });

  it('is told the other period where that has sessions', async () => {
    await expect(measure('2024-01-05', '2024-02-01')).rejects.toThrow(
      /or measure on validation, .*\(--period validation\)/,
    );
    await expect(measure('2023-12-01', '2023-12-11', { period: 'validation' })).rejects.toThrow(
      /no session of it is validation; .*or measure on test, .*\(--period test\)/,
    );
  });

  it('that begins within the test has nothing before it, where that is needed', async () => {
    const measured: Measured = { period: 'test', needsBefore: true };
    await expect(measure('2023-12-01', '2023-12-11', measured)).rejects.toThrow(
      /all of it is test, and nothing before; give the log of the time before, too/,
    );
    await expect(measure('2023-12-01', '2023-12-11', { ...measured, period: 'validation' })).rejects.not.toThrow(
      /--period test/,
    );
    expect((await measure('2023-12-01', '2024-01-05', measured)).dataset.shoppers).toHaveLength(10);
  });

  it('that reaches into the period is measured', async () => {
    expect((await measure('2024-01-05', '2024-01-08')).dataset.shoppers).toHaveLength(10);
  });
});
