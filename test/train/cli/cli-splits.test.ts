import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { buildCli, removeCli, runCli } from './built-cli.js';

/** Sessions without times or users; in each the items follow each other in a circle. */
function orderedLog(nSessions: number, seed: number): string {
  const random = createRandom(seed);
  const rows = ['session_id,position,item_id'];
  for (let session = 0; session < nSessions; session++) {
    const first = random.integer(8);
    const length = 2 + random.integer(5);
    for (let i = 0; i < length; i++) rows.push(`${session},${i},item${(first + i) % 8}`);
  }
  return rows.join('\n');
}

const config = {
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 1, refitEpochs: 1 },
  clean: { minItemCount: 1 },
};

describe('the command line on a log that is divided by sessions or steps', { timeout: 600_000 }, () => {
  let cli: string;
  let folder: string;
  let events: string;
  let options: string[];

  beforeAll(async () => {
    cli = await buildCli();
    return () => removeCli(cli);
  });

  function prepare(): void {
    folder = temporaryFolder();
    events = temporaryFile('train.csv', orderedLog(200, 1));
    options = ['--events', events, '--config', temporaryFile('config.json', JSON.stringify(config))];
  }
  const run = (...args: string[]) => runCli(cli, folder, ...args);

  it('measures on the last sessions, and on a file that the model has not seen', () => {
    prepare();
    const trained = run('train', ...options, '--out', 'model', '--split', 'last:40');
    expect(trained).toMatchObject({ code: 0 });
    expect(trained.out).toMatch(/^validation is the last 40 sessions; the test is another file$/m);
    const manifest = JSON.parse(readFileSync(join(folder, 'model/manifest.json'), 'utf8'));
    expect(manifest.hasTimes).toBe(false);
    expect(manifest.provenance.config.split).toEqual({ kind: 'last', sessions: 40, refit: false });

    const evaluate = ['evaluate', '--model', 'model', '--protocol', 'last-item', '--json', '--events'];
    const validation = run(...evaluate, events);
    expect(validation.error).toMatch(/^the model was trained on train\.csv: measured on its validation/m);
    expect(JSON.parse(validation.out)).toMatchObject({ period: 'validation', nCases: 40 });

    const other = temporaryFile('other.csv', orderedLog(30, 2));
    const test = run(...evaluate, events, '--events', other);
    expect(test.error).toMatch(/^test is every session of other\.csv$/m);
    const report = JSON.parse(test.out);
    expect(report).toMatchObject({ period: 'test', nCases: 30 });
    const markov = report.rows.find(({ method }: { method: string }) => method === 'first-order Markov');
    expect(markov.figures['hitRate@5']).toBe(1);

    const alone = run(...evaluate, other);
    // But for novelty, which counts how often training met an item.
    const { figures } = JSON.parse(alone.out).rows[0];
    expect(figures['ndcg@10']).toBe(report.rows[0].figures['ndcg@10']);
    expect(run(...evaluate, other, '--baselines')).toMatchObject({ code: 2 });
  });

  it('does not measure a model on sessions that a refit has shown to it', () => {
    prepare();
    expect(run('train', ...options, '--out', 'model', '--split', 'last:40', '--refit')).toMatchObject({ code: 0 });
    expect(run('evaluate', '--model', 'model', '--events', events)).toMatchObject({
      code: 2,
      error: expect.stringMatching(/train\.csv cannot measure this model: .* refitted .* bring a file/),
    });
  });

  it('leaves one step of each shopper out', () => {
    prepare();
    const trained = run('train', ...options, '--out', 'model', '--split', 'leave-one-out');
    expect(trained).toMatchObject({ code: 0 });
    const { metrics } = JSON.parse(readFileSync(join(folder, 'model/manifest.json'), 'utf8'));
    const report = JSON.parse(run('evaluate', '--model', 'model', '--events', events, '--k', '5', '--json').out);
    expect(report).toMatchObject({ protocol: 'leave-one-out', nCases: metrics['test/leave-one-out/cases'] });
    expect(report.rows[0].figures['hitRate@5']).toBe(metrics['test/leave-one-out/hitRate@5']);
  });

  it('refuses a split that there is not, or that leaves nothing', () => {
    prepare();
    const train = (split: string) => run('train', ...options, '--out', 'model', '--split', split);
    expect(train('random')).toMatchObject({
      code: 2,
      error: expect.stringMatching(/expected one of: temporal, last:N, leave-one-out/),
    });
    expect(train('last:0')).toMatchObject({ code: 2, error: expect.stringMatching(/from 1 to 1,000,000,000/) });
    expect(train('last:200')).toMatchObject({ code: 1, error: expect.stringMatching(/all of the log's 200 sessions/) });
  });
});
