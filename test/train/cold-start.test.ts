import { describe, expect, it } from 'vitest';
import { measureColdStart } from '../../src/train/cold-start.js';
import { quickOptions } from './pattern-log.js';
import { textLog } from './text-log.js';

const dataset = textLog();
const options = {
  ...quickOptions,
  encoder: { ...quickOptions.encoder, textBuckets: 512 },
  training: { ...quickOptions.training, epochs: 6 },
  share: 0.2,
  protocol: 'last-item' as const,
};

describe('measureColdStart', () => {
  it('asks for items that nobody could learn of, among themselves', async () => {
    const { rows, ...result } = await measureColdStart(dataset, options);
    expect(result).toMatchObject({ protocol: 'last-item', nItems: 20, nColdItems: 4, chance: 1 });
    expect(result.nCases).toBeGreaterThan(2);
    expect(result.nCases).toBeLessThan(20);
    expect(rows.map(({ method }) => method)).toEqual(['encoder', 'TF-IDF content']);
    const [encoder, content] = rows.map(({ figures }) => figures);
    // All four are within twenty; only the right one of them can be first, and the noun tells which.
    expect(encoder['hitRate@20']).toBe(1);
    expect(encoder['mrr@20']).toBeGreaterThan(0.75);
    expect(content['mrr@20']).toBeGreaterThan(0.3);
  });

  it('wants an encoder that reads text', async () => {
    const training = { ...options.training, epochs: 1 };
    await expect(
      measureColdStart(dataset, { ...options, training, encoder: quickOptions.encoder }),
    ).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/encoder\.textBuckets/),
    });
  });

  it('says when nothing asks for a cold item', async () => {
    const shoppers = dataset.shoppers.map(({ id, steps }) => ({
      id,
      steps: steps.filter(({ time }) => time < 6.1 * 864e5),
    }));
    await expect(
      measureColdStart(
        { ...dataset, shoppers, split: { validationFrom: 5 * 864e5, testFrom: 6 * 864e5 } },
        { ...options, share: 0.06 },
      ),
    ).rejects.toMatchObject({ code: 'DATA_TOO_SMALL' });
  });
});
