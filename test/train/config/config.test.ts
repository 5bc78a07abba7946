import { describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../../../src/train/config/config.js';
import { temporaryFile } from '../logs/temporary-log.js';

describe('parseConfig', () => {
  it('fills in the defaults at every level', () => {
    const config = parseConfig({ clean: { minItemCount: 2 } });
    expect(config.clean).toMatchObject({ minItemCount: 2, minSessionEvents: 2, sessionGapMinutes: 30 });
    expect(config.split).toEqual({ kind: 'temporal', validationShare: 0.1, testShare: 0.1 });
    expect(config.seed).toBe(42);
  });

  it('names an unknown key and lists the valid ones of its level', () => {
    expect(() => parseConfig({ clean: { minItems: 2 } }, 'shop.json')).toThrowError(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(
          /^shop\.json has the unknown key "clean\.minItems", expected one of: .*minItemCount/,
        ),
      }),
    );
    expect(() => parseConfig({ sede: 1 })).toThrowError(/unknown key "sede", expected one of: columns, .*seed/);
  });

  it.each([
    [{ seed: -1 }, 'seed'],
    [{ split: { testFrom: 'yesterday' } }, 'split.testFrom'],
    [{ clean: { nonProductItems: 3 } }, 'clean.nonProductItems'],
  ])('names the key of a wrong value: %j', (input, key) => {
    expect(() => parseConfig(input)).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(`invalid ${key}:`) }),
    );
  });
});

describe('readConfig', () => {
  it('says that a file is missing or is no JSON', async () => {
    await expect(readConfig('/nowhere/vitrine.config.json')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(readConfig(temporaryFile('c.json', '{ seed: 1 }'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
