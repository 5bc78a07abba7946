import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { readModel } from '../../../src/train/artifact/read-model.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { buildCli, removeCli, runCli } from './built-cli.js';

/** Shoppers keep to one of three kinds of items, and go through them in a circle. */
function circlesLog(): string {
  const random = createRandom(1);
  const rows = ['session_id,user_id,timestamp,item_id'];
  for (let session = 0; session < 300; session++) {
    const user = session % 60;
    let item = random.integer(6);
    const length = 2 + random.integer(4);
    for (let i = 0; i < length; i++, item = (item + 1) % 6) {
      const time = new Date(Date.UTC(2024, 0, 1, session, i)).toISOString();
      rows.push(`s${session},u${user},${time},${'abc'[user % 3]}${item}`);
    }
  }
  return rows.join('\n');
}

const config = {
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 1, refitEpochs: 1 },
  clean: { minItemCount: 1 },
  privacy: { minShoppers: 1 },
  licence: 'made up for a test',
};

describe('the command line on a small log', { timeout: 600_000 }, () => {
  let cli: string;
  let train: (out: string, ...more: string[]) => string[];

  beforeAll(async () => {
    cli = await buildCli();
    return () => removeCli(cli);
  });

  function prepare(): { folder: string; events: string } {
    const events = temporaryFile('log.csv', circlesLog());
    const configuration = temporaryFile('config.json', JSON.stringify(config));
    train = (out, ...more) => ['train', '--events', events, '--config', configuration, '--out', out, ...more];
    return { folder: temporaryFolder(), events };
  }

  it('trains, inspects and evaluates, and trains the same again from the same seed', () => {
    const { folder, events } = prepare();
    const first = runCli(cli, folder, ...train('first'));
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/^rows in +[\d,]+$/m);
    expect(first.out).toMatch(/^duplicates +0 +[\d,]+$/m);
    expect(first.out).toMatch(/^ +1 +0\.\d{4} +yes$/m);
    expect(first.out).toMatch(/wrote first: /);
    expect(first.error).toMatch(/^epoch 1\/2 {2}loss \d/m);
    // The state goes when the model is there; the log of the epochs stays.
    expect(readdirSync(join(folder, '.vitrine'))).toEqual(['first.log.jsonl']);
    const epochs = readFileSync(join(folder, '.vitrine/first.log.jsonl'), 'utf8').trim().split('\n');
    expect(epochs.map((line) => JSON.parse(line))).toMatchObject([
      { stage: 'training', epoch: 1, validation: expect.any(Number) },
      { stage: 'refit', epoch: 1 },
    ]);

    expect(runCli(cli, folder, ...train('second'))).toMatchObject({ code: 0 });
    for (const file of ['weights.safetensors', 'catalog.json']) {
      expect(readFileSync(join(folder, 'second', file)).equals(readFileSync(join(folder, 'first', file)))).toBe(true);
    }

    const inspected = runCli(cli, folder, 'inspect', 'first');
    expect(inspected.out).toMatch(/^licence +made up for a test$/m);

    const evaluate = ['evaluate', '--model', 'first', '--events', events];
    expect(runCli(cli, folder, ...evaluate, '--k', '3').out).toMatch(/^vitrine without clusters +(1|0\.\d{4})/m);
    const json = runCli(cli, folder, ...evaluate, '--protocol', 'last-item', '--k', '1,3', '--json');
    const report = JSON.parse(json.out);
    expect(report).toMatchObject({ protocol: 'last-item', period: 'test', seed: 42 });
    const { figures } = report.rows.find(({ method }: { method: string }) => method === 'first-order Markov');
    expect(figures['hitRate@1']).toBeGreaterThan(0.9);
    const metrics = JSON.parse(readFileSync(join(folder, 'first/manifest.json'), 'utf8')).metrics;
    const kept = [...evaluate, '--protocol', 'last-item', '--k', '1,3', '--json', '--journal', 'kept.jsonl'];
    expect(runCli(cli, folder, ...kept).out).toBe(json.out);
    expect(runCli(cli, folder, ...kept)).toMatchObject({
      out: json.out,
      error: expect.not.stringMatching(/measuring/),
    });
    expect(runCli(cli, folder, ...kept, '--mask-seen')).toMatchObject({
      code: 1,
      error: expect.stringMatching(/kept\.jsonl was started with masksSeen false, now it is true/),
    });
    writeFileSync(join(folder, 'chosen.json'), '{ "item-kNN": { "decay": 0.25 } }');
    const chosen = JSON.parse(runCli(cli, folder, ...evaluate, '--baseline-options', 'chosen.json', '--json').out);
    const optionsOf = (name: string) => chosen.rows.find(({ method }: { method: string }) => method === name).options;
    expect(optionsOf('item-kNN')).toMatchObject({ decay: 0.25, repeatWeight: 0 });
    const again = JSON.parse(runCli(cli, folder, ...evaluate, '--k', '10', '--json').out);
    expect(again.rows[0].figures['ndcg@10']).toBe(metrics['test/every-prefix/ndcg@10']);
  });

  it('refuses to evaluate by what it does not know', () => {
    const { folder, events } = prepare();
    const evaluate = ['evaluate', '--model', folder, '--events', events];
    expect(runCli(cli, folder, ...evaluate)).toMatchObject({ code: 1, error: expect.stringMatching(/holds no model/) });
    expect(runCli(cli, folder, ...evaluate, '--protocol', 'guess')).toMatchObject({
      code: 2,
      error: expect.stringMatching(
        /no protocol "guess", expected one of: every-prefix, last-item, leave-one-out, basket-completion/,
      ),
    });
    expect(runCli(cli, folder, ...evaluate, '--k', '5,none')).toMatchObject({ code: 2 });
    for (const [text, says] of [
      ['{"kNN":{}}', /names the baseline "kNN", expected one of: popularity, recent popularity/],
      ['{"item-kNN":{"decoy":1}}', /gives item-kNN the unknown option "decoy", expected some of: decay, historyWeight/],
      ['{"item-kNN":{"decay":"slow"}}', /gives item-kNN an invalid decay: expected a number/],
      ['{"item-kNN":{"decay":1e308}}', /gives item-kNN an invalid decay: expected a number from 0 to 1,000,000/],
      [
        '{"V-SkNN":{"sampleSize":1e9}}',
        /gives V-SkNN an invalid sampleSize: expected a whole number from 1 to 100,000/,
      ],
      ['{"item-kNN":3}', /has no options for item-kNN/],
      ['[]', /is no object/],
      ['{', /is no JSON/],
    ] as const) {
      writeFileSync(join(folder, 'chosen.json'), text);
      expect(runCli(cli, folder, ...evaluate, '--baseline-options', 'chosen.json'), text).toMatchObject({
        code: 1,
        error: expect.stringMatching(says),
      });
    }
    expect(runCli(cli, folder, ...evaluate, '--baseline-options', 'none.json')).toMatchObject({
      code: 1,
      error: expect.stringMatching(/none\.json cannot be read: check --baseline-options/),
    });
  });

  it('leaves the model that was there when a training is interrupted', async () => {
    const { folder } = prepare();
    expect(runCli(cli, folder, ...train('model'))).toMatchObject({ code: 0 });
    const before = readFileSync(join(folder, 'model/manifest.json'), 'utf8');
    const child = spawn(process.execPath, [cli, ...train('model', '--epochs', '1000', '--seed', '2')], { cwd: folder });
    await new Promise((resolve) => child.stderr.once('data', resolve));
    child.kill('SIGINT');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(readFileSync(join(folder, 'model/manifest.json'), 'utf8')).toBe(before);
    await readModel(join(folder, 'model'));
    expect(readdirSync(folder).sort()).toEqual(['.vitrine', 'model']);
  });
});
