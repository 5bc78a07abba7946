import { expect, it } from 'vitest';
import { describeOrigin } from '../../../src/train/artifact/describe-origin.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { temporaryFile } from '../logs/temporary-log.js';

it('says where a model comes from without telling about the machine', async () => {
  const events = temporaryFile('log.csv', 'abc');
  const origin = await describeOrigin({
    files: [events],
    config: parseConfig({ columns: { item: 'sku' }, seed: 7, licence: 'ours', timeFormat: '%d.%m.%Y' }),
    dataset: { split: { validationFrom: Date.UTC(2024, 4, 1), testFrom: Date.UTC(2024, 5, 1) } },
    args: ['train', '--resume', '--events', events, '--columns', 'item=sku,user=Customer ID'],
  });
  expect(origin).toMatchObject({
    command: "vitrine train --events log.csv --columns 'item=sku,user=Customer ID'",
    seed: 7,
    licence: 'ours',
    // The SHA-256 of "abc" as FIPS 180-2 gives it.
    data: [{ file: 'log.csv', sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }],
    config: {
      columns: { item: 'sku' },
      timeFormat: '%d.%m.%Y',
      clean: { minItemCount: 5 },
      split: { validationFrom: '2024-05-01T00:00:00.000Z', testFrom: '2024-06-01T00:00:00.000Z' },
      seed: 7,
    },
  });
  expect(parseConfig(origin.config).columns).toEqual({ item: 'sku' });
});
