import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeOrigin } from '../../../src/train/artifact/describe-origin.js';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { inspectPrivacy } from '../../../src/train/cli/inspect-privacy.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { loadDataset } from '../../../src/train/dataset/load-dataset.js';
import { trainModel } from '../../../src/train/model/train-model.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';

const hour = 3_600_000;

/** Fifty shoppers of two tastes, three visits each, and one customer who orders a plate of their own with a card. */
function writeLog(): string {
  const rows = ['session_id,user_id,timestamp,item_id,title,price'];
  for (let shopper = 0; shopper < 50; shopper++) {
    for (let visit = 0; visit < 3; visit++) {
      const items = [0, 1, 2].map((nth) => `${shopper % 2 === 0 ? 'tea' : 'toy'}${(shopper + visit + nth) % 4}`);
      items.forEach((item, nth) => {
        const time = visit * 400 * hour + shopper * hour + nth * 60_000;
        rows.push(`s${shopper}-${visit},u${shopper},${1.7e12 + time},${item},${item},5`);
      });
    }
  }
  for (let visit = 0; visit < 6; visit++) {
    for (const item of ['plate', 'card', 'tea0']) {
      rows.push(`x${visit},anna,${1.7e12 + visit * 20 * hour},${item},${item === 'plate' ? 'FOR ANNA' : item},77`);
    }
  }
  return temporaryFile('log.csv', rows.join('\n'));
}

async function trainOn(events: string, minShoppers: number): Promise<string> {
  const config = parseConfig({
    privacy: { minShoppers },
    encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
    training: { epochs: 1, batchTokens: 256 },
  });
  const { dataset } = await loadDataset({ events: [events], config });
  const { model, precision } = await trainModel(dataset, config);
  const provenance = await describeOrigin({ files: [events], config, dataset, args: [] });
  const dir = join(temporaryFolder(), 'model');
  await writeModel(dir, { model, precision, metrics: {}, provenance, privacy: dataset.privacy });
  return dir;
}

const filesOf = (dir: string) => ['manifest.json', 'catalog.json'].map((file) => readFileSync(join(dir, file), 'utf8'));

describe('vitrine inspect --privacy', { timeout: 240_000 }, () => {
  it('finds as many shoppers as the rule asks for behind all that a model publishes', async () => {
    const events = writeLog();
    const dir = await trainOn(events, 5);
    const { text, nBelow } = await inspectPrivacy(dir, { events });
    expect(nBelow).toBe(0);
    expect(text).toMatch(/items +8 +5/);
    expect(text).toMatch(/each shopper once/);
    expect(JSON.parse(filesOf(dir)[0]).privacy).toEqual({ minShoppers: 5, groups: 20, countedBy: 'shopper' });
    for (const file of filesOf(dir)) expect(file).not.toMatch(/plate|anna|"card"|77/i);
  });

  it('finds what one customer left in a model that was made without the rule', async () => {
    const events = writeLog();
    const dir = await trainOn(events, 1);
    const { text, nBelow } = await inspectPrivacy(dir, { events });
    expect(nBelow).toBeGreaterThan(0);
    expect(text).toMatch(/made without the rule/);
    expect(filesOf(dir)[1]).toMatch(/FOR ANNA/);
  });

  it('counts in the log that the model learned from, and in no other', async () => {
    const events = writeLog();
    const dir = await trainOn(events, 5);
    await expect(inspectPrivacy(dir, {})).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    const other = temporaryFile('other.csv', 'session_id,timestamp,item_id\n1,1000,tea0\n');
    await expect(inspectPrivacy(dir, { events: other })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(/other\.csv is none of the files that the model learned from/),
    });
  });
});
