import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { buildCli, removeCli, runCli } from './built-cli.js';

const header = 'user_id,timestamp,event_type,item_id';

/** Sixty shoppers who go through the items of one of three kinds in a circle; an event is written as asked. */
function logOf(write: (user: string, time: Date, item: string) => string, from = Date.UTC(2024, 0, 1)): string {
  const random = createRandom(1);
  const rows = [header];
  for (let session = 0; session < 300; session++) {
    let item = random.integer(6);
    for (let i = 0; i < 3; i++, item = (item + 1) % 6) {
      const time = new Date(from + session * 3_600_000 + i * 60_000);
      rows.push(write(`u${session % 60}`, time, `${'abc'[session % 3]}${item}`));
    }
  }
  return rows.join('\n');
}

const config = {
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 1, refitEpochs: 0 },
  clean: { minItemCount: 1 },
  privacy: { minShoppers: 1 },
};

const plain = logOf((user, time, item) => `${user},${time.toISOString()},view_item,${item}`);
/** Two thirds of the events are of names that nobody has told. */
const unknownNames = logOf(
  (user, time, item) => `${user},${time.toISOString()},${time.getUTCMinutes() > 0 ? 'kiek' : 'view'},${item}`,
);

describe('a run that the log cannot feed', { timeout: 600_000 }, () => {
  let cli: string;
  let folder: string;
  let plainLog: string;
  let configuration: string;
  const vitrine = (...args: string[]) => runCli(cli, folder, ...args);

  beforeAll(async () => {
    cli = await buildCli();
    return () => removeCli(cli);
  });

  function prepare(): void {
    folder = temporaryFolder();
    plainLog = temporaryFile('log.csv', plain);
    configuration = temporaryFile('config.json', JSON.stringify(config));
  }

  it('prints the table first, then the rule that took most, and writes nothing', () => {
    prepare();
    const events = temporaryFile('unknown.csv', unknownNames);
    for (const command of ['train', 'tune']) {
      const { code, out, error } = vitrine(command, '--events', events, '--config', configuration, '--out', 'model');
      expect(code).toBe(1);
      expect(out).toMatch(/^rows in +900$/m);
      expect(out).toMatch(/^unknown event names +600 +300 +kiek 600$/m);
      expect(error).toMatch(/^vitrine: 600 rows of 900 are taken by "unknown event names" .*--event-names[^\n]*\n$/);
      expect(readdirSync(folder).filter((name) => name !== '.vitrine' && !name.endsWith('.lock'))).toEqual([]);
    }
    const named = vitrine(
      'train',
      '--events',
      events,
      '--config',
      configuration,
      '--out',
      'model',
      '--event-names',
      'kiek=pv',
    );
    expect(named).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^event names +0 +900 +kiek as view_item 600/m),
    });
    // What the shop has said stands in the model, so that a log is read alike ever after.
    expect(vitrine('evaluate', '--model', 'model', '--events', events)).toMatchObject({
      code: 0,
      error: expect.stringMatching(/^event names +0 +900 +kiek as view_item 600/m),
    });
  });

  it('prints the table on standard error where standard output is for the answer', () => {
    prepare();
    expect(vitrine('train', '--events', plainLog, '--config', configuration, '--out', 'model')).toMatchObject({
      code: 0,
    });
    const events = temporaryFile('unknown.csv', unknownNames);
    for (const command of [['evaluate'], ['clusters'], ['report', '--out', 'r.html'], ['update', '--json']]) {
      const { code, out, error } = vitrine(...command, '--model', 'model', '--events', events);
      expect({ command, code, out }).toEqual({ command, code: 1, out: '' });
      expect(error).toMatch(
        /^rows in +900\n[\s\S]*^unknown event names +600 +300 +kiek 600$[\s\S]*^vitrine: 600 rows of 900 /m,
      );
    }
    expect(existsSync(join(folder, 'r.html'))).toBe(false);
    // These two take the log of training alone: another reading of it fails alike.
    for (const command of [
      ['audit', '--model', 'model'],
      ['inspect', '--privacy', 'model'],
    ]) {
      const { code, error } = vitrine(...command, '--events', plainLog, '--time-format', '%d.%m.%Y');
      expect({ command, code }).toEqual({ command, code: 1 });
      expect(error).toMatch(
        /^malformed rows +900 +0 [\s\S]*^vitrine: no event is left after "malformed rows".*timeFormat/m,
      );
    }
  });

  it('stops before a training that has nothing to be steered by', () => {
    prepare();
    const first = Array.from({ length: 90 }, (_, s) =>
      [0, 1].map((i) => `s${s},${new Date(Date.UTC(2024, 0, 1 + s, 9, i)).toISOString()},i${(s + i) % 4}`),
    ).flat();
    const last = Array.from(
      { length: 40 },
      (_, s) => `t${s},${new Date(Date.UTC(2024, 5, 1 + s)).toISOString()},i${s % 4}`,
    );
    const events = temporaryFile('thin.csv', ['session_id,timestamp,item_id', ...first, ...last].join('\n'));
    for (const command of ['train', 'tune']) {
      const { code, out, error } = vitrine(command, '--events', events, '--config', configuration, '--out', 'model');
      expect(code).toBe(1);
      expect(out).toMatch(/^one-event sessions +40 +180$/m);
      expect(error).toMatch(
        /^vitrine: validation has 0 sessions and no case to predict.*"one-event sessions" took most of it, 40 of 220 rows\n$/,
      );
    }
  });

  it('says of an update that nothing can show whether the encoder learned', () => {
    prepare();
    const keepsAll = temporaryFile(
      'keeps.json',
      JSON.stringify({ ...config, clean: { minItemCount: 1, minSessionEvents: 1 } }),
    );
    expect(vitrine('train', '--events', plainLog, '--config', keepsAll, '--out', 'model')).toMatchObject({ code: 0 });
    // From some day on, newcomers who look at one item each.
    const rows = Array.from({ length: 200 }, (_, s) =>
      (s < 150 ? [0, 1] : [0]).map(
        (i) => `n${s},${new Date(Date.UTC(2024, 5, 1, s, i)).toISOString()},view,a${(s + i) % 6}`,
      ),
    );
    const events = temporaryFile('thin.csv', [header, ...rows.flat()].join('\n'));
    const { code, error } = vitrine('update', '--model', 'model', '--events', events, '--out', 'updated');
    expect({ code, error }).toEqual({
      code: 0,
      error: expect.stringMatching(/^warning: validation has no case to predict/m),
    });
    const quiet = vitrine('update', '--model', 'model', '--events', events, '--out', 'again', '--clusters-only');
    expect(quiet).toMatchObject({ code: 0, error: expect.not.stringContaining('no case to predict') });
  });

  it('reads times as it is told, and keeps that in the model', () => {
    prepare();
    const write = (user: string, time: Date, item: string) => {
      const day = 1 + (time.getUTCDate() % 12);
      return `${user},${day}/0${1 + Math.floor(time.getUTCDate() / 12)}/2024 ${time.toISOString().slice(11, 16)},view,${item}`;
    };
    const events = temporaryFile('open.csv', logOf(write));
    const train = ['train', '--events', events, '--config', configuration, '--out', 'model'];
    const refused = vitrine(...train);
    expect(refused).toMatchObject({ code: 1, out: expect.stringMatching(/^rows in +900/m) });
    expect(refused.error).toMatch(/"%d\/%m\/%Y %H:%M" \(day first\) or "%m\/%d\/%Y %H:%M" \(month first\)/);
    expect(vitrine(...train, '--time-format', '%d/%m/%Y %H:%M')).toMatchObject({ code: 0 });
    expect(vitrine('inspect', 'model').out).toContain('--time-format');
    expect(vitrine('evaluate', '--model', 'model', '--events', events)).toMatchObject({ code: 0 });
  });
});
