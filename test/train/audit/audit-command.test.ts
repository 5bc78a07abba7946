import { beforeAll, describe, expect, it } from 'vitest';
import { buildCli, removeCli, runCli } from '../cli/built-cli.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { randomLog } from './random-log.js';

const configuration = JSON.stringify({
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 1, refitEpochs: 1 },
  clean: { minItemCount: 1 },
});

/** A log of shoppers, as CSV; their dates begin in 2024. */
function toCsv({ shoppers, vocabulary }: ReturnType<typeof randomLog>, from = Date.UTC(2024, 0, 1)): string {
  const rows = shoppers.flatMap(({ id, steps }) =>
    steps.map(({ item, time, session }) => {
      const at = new Date(from + time).toISOString();
      return `${id}-${session},${id},${at},${vocabulary.itemIds[item]}`;
    }),
  );
  return ['session_id,user_id,timestamp,item_id', ...rows].join('\n');
}

describe('vitrine audit', { timeout: 600_000 }, () => {
  const log = randomLog({ nItems: 40 });
  let cli: string;

  beforeAll(async () => {
    cli = await buildCli();
    return () => removeCli(cli);
  });

  function trainOn(events: string): { folder: string; vitrine: (...args: string[]) => ReturnType<typeof runCli> } {
    const folder = temporaryFolder();
    const vitrine = (...args: string[]) => runCli(cli, folder, ...args);
    const config = temporaryFile('config.json', configuration);
    expect(vitrine('train', '--events', events, '--config', config, '--out', 'model')).toMatchObject({ code: 0 });
    return { folder, vitrine };
  }

  it('prints AUC and exposure with intervals, and the same figures as JSON', () => {
    const events = temporaryFile('log.csv', toCsv(log));
    const { vitrine } = trainOn(events);
    const apart = randomLog({ nItems: 40, seed: 2, first: 500 });
    // Its sessions end before the test period begins.
    const shoppers = apart.shoppers.map(({ id, steps }) => ({ id, steps: steps.filter(({ session }) => session < 3) }));
    const keptOut = temporaryFile('kept-out.csv', toCsv({ ...apart, shoppers }));
    const canary = log.shoppers[0].steps.slice(0, 5).map(({ item }) => log.vocabulary.itemIds[item]);
    const canaries = temporaryFile('canaries.json', JSON.stringify([canary]));
    const asked = ['audit', '--model', 'model', '--events', events, '--kept-out', keptOut, '--canaries', canaries];
    const { code, out, error } = vitrine(...asked);
    expect({ code, error }).toMatchObject({ code: 0, error: expect.stringMatching(/^scoring \d+ baskets$/m) });
    expect(out).toMatch(/^kept out +AUC +95 % +found at 1 % false$/m);
    expect(out).toMatch(/^all together +\d\.\d{4} +\d\.\d{4} to \d\.\d{4} +[\d.]+ %$/m);
    expect(out).toMatch(/^planted, in 1 session +likelihood +1 +\d\.\d\d +/m);
    // No item and no shopper of the log is printed.
    expect(out).not.toMatch(/item-\d|shopper-\d/);
    const report = JSON.parse(vitrine(...asked, '--json').out);
    expect(report).toMatchObject({ period: 'test', seed: 42, data: [{ file: 'log.csv' }] });
    expect(report.modelHash).toMatch(/^[0-9a-f]{16}$/);
    expect(out).toContain(report.membership[0].attacks[0].auc.toFixed(4));
  });

  it('refuses a log that the model was not trained on, canaries that it does not know, and too few baskets', () => {
    const events = temporaryFile('log.csv', toCsv({ ...log, shoppers: log.shoppers.slice(0, 20) }));
    const { vitrine } = trainOn(events);
    const other = temporaryFile('other.csv', toCsv(log, Date.UTC(2025, 0, 1)));
    const unknown = temporaryFile('canaries.json', '[["item-1", "secret"]]');
    const refusals = [
      [['--events', other], 2, /the model was not trained on other\.csv \(by SHA-256\).*: give log\.csv as it was/],
      [['--events', events, '--canaries', unknown], 2, /does not know item 2 of canary 1 of/],
      [['--events', events], 1, /the log holds \d+ baskets .* expected at least 50 of each/],
      [[], 2, /no event file is given/],
    ] as const;
    for (const [args, code, message] of refusals) {
      const refused = vitrine('audit', '--model', 'model', ...args);
      expect(refused).toMatchObject({ out: '', error: expect.stringMatching(message) });
      expect(refused.error).toMatch(/^vitrine: [^\n]*\n$/m);
      expect(refused.error).not.toContain('secret');
      expect(refused.code).toBe(code);
    }
  });
});
