import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';
import { buildCli, projectRoot, removeCli, runCli } from './built-cli.js';

let cli: string;

/** Runs the built command line in a folder of its own. */
const vitrine = (...args: string[]) => runCli(cli, temporaryFolder(), ...args);

beforeAll(async () => {
  cli = await buildCli();
  return () => removeCli(cli);
});

describe('vitrine', () => {
  it.each([
    [[], /no command is given, expected train, tune, evaluate, clusters, report, update, audit or inspect/],
    [['paint'], /there is no command "paint"/],
    [['inspect'], /missing required args/],
    [
      ['inspect', 'x', '--depth', '3'],
      /inspect has no option --depth, expected: --privacy --events --columns --encoding --event-names --time-format --verbose/,
    ],
    [['train', '--events', 'log.csv'], /--out is missing: give the folder to write/],
    [['train', '--out', 'model'], /no event file is given: use --events FILE/],
    [['train', '--out'], /--out <dir>` value is missing/],
    [['train', '--out', 'm', '--event', 'log.csv'], /train has no option --event, expected: --events --items --out/],
    [
      ['train', '--out', 'm', '--events', 'l', '--epochs', '0'],
      /--epochs is "0", expected a whole number from 1 to 10,000/,
    ],
    [['train', '--out', 'm', '--events', 'l', '--epochs', '1000000000'], /--epochs is "1000000000", expected a whole/],
    [
      ['train', '--out', 'm', '--events', 'l', '--seed', '1.5'],
      /--seed is "1\.5", expected a whole number from 0 to 4/,
    ],
    [
      ['train', '--out', 'm', '--events', 'l', '--seed', '4294967296'],
      /expected a whole number from 0 to 4,294,967,295/,
    ],
    [['tune', '--out', 't', '--events', 'l', '--trials', '0'], /--trials is "0", expected a whole number from 1 to/],
    [['evaluate', '--model', 'm', '--k', '0'], /--k is "0", expected whole numbers from 1 to 10,000/],
    [['evaluate', '--model', 'm', '--seeds', '1e9'], /--seeds is "1e9", expected a whole number from 1 to 1,000/],
    [['clusters', '--model', 'm', '--k', '1'], /--k is "1", expected whole numbers from 2 to 1,000/],
    [['train', '--out', 'm', '--events', 'l', '--split', 'last:9999999999'], /expected how many sessions .*from 1 to/],
    [
      ['train', '--out', 'm', '--events', 'l', '--encoder', 'rnn'],
      /--encoder is "rnn", expected one of: transformer, bert, gru, lstm, convolution, session-graph, bag/,
    ],
    [['train', '--out', 'm', '--events', 'l', '--seed', 'x'], /--seed is "x", expected a whole number/],
    [
      ['train', '--out', 'm', '--events', 'l', '--columns', 'farbe=x'],
      /unknown field "farbe", expected one of: session, user/,
    ],
    [['train', '--out', 'm', '--events', 'l', '--folds', '1'], /--folds is "1", expected a whole number from 2 to 100/],
    [['tune', '--events', 'l'], /--out is missing: give the folder to keep the search in/],
    [
      ['tune', '--out', 't', '--events', 'l', '--encoders', 'gru,rnn'],
      /--encoders names "rnn", expected all, or some of: transformer, bert/,
    ],
    [['evaluate', '--events', 'l'], /--model is missing/],
    [['audit', '--events', 'l'], /--model is missing: give the folder that train wrote/],
    [['update', '--events', 'l'], /--model is missing: give the folder that train wrote/],
    [['update', '--model', 'm', '--encoder', 'gru'], /update has no option --encoder, expected: --model --events/],
  ])('%j is wrong usage: one line, exit code 2', (args, message) => {
    const { code, out, error } = vitrine(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(error).toMatch(/^vitrine: [^\n]*\n$/);
    expect(error).toMatch(message);
  });

  it('shows help and its version', () => {
    expect(vitrine('--help').out).toMatch(/train .*evaluate .*inspect /s);
    expect(vitrine('train', '--help').out).toContain('--columns <pairs>');
    expect(vitrine('--version').out).toContain(
      JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).version,
    );
  });
});

describe('vitrine train', () => {
  it.each([
    ['a missing file', undefined, [], /log\.csv does not exist: check the path/],
    ['an empty file', '', [], /log\.csv is empty/],
    ['binary garbage', Buffer.from([0, 1, 2, 255, 254]), [], /log\.csv is binary, expected CSV/],
    ['a missing column', 'session_id,timestamp\n1,2\n', [], /no column for item \(item_id\)/],
    [
      'a mapping to a missing column',
      'a,b,c\n1,2,3\n',
      ['--columns', 'item=sku'],
      /no column "sku" \(mapped to item\), found: a, b, c/,
    ],
    [
      'one session',
      'session_id,timestamp,item_id\n1,1700000001,a\n1,1700000002,b\n',
      [],
      /1 session leaves none for training/,
    ],
    ['a missing configuration', 'a\n', ['--config', 'no.json'], /no\.json cannot be read: check --config/],
  ])('refuses %s in one line with exit code 1, and writes nothing', (_, content, args, message) => {
    const folder = temporaryFolder();
    const log = join(folder, 'log.csv');
    if (content !== undefined) writeFileSync(log, content);
    const before = readdirSync(folder);
    const { code, error } = vitrine('train', '--events', log, '--out', join(folder, 'model'), ...args);
    expect(code).toBe(1);
    expect(error).toMatch(/^vitrine: [^\n]*\n$/);
    expect(error).toMatch(message);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('takes words as they are written, also those that look like numbers or like options', () => {
    const { error } = vitrine('train', '--out=model', '--events', '007', '--', '-1.50');
    expect(error).toMatch(/^vitrine: 007 does not exist/);
    expect(vitrine('train', '--out', 'model', '--', '--dashed.csv').error).toMatch(/--dashed\.csv does not exist/);
  });

  it('refuses, before it trains, to write into a folder of other things', () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'thesis.txt'), 'mine');
    const { code, error } = vitrine('train', '--events', temporaryFile('log.csv', 'a\n'), '--out', out);
    expect(code).toBe(2);
    expect(error).toMatch(/holds "thesis\.txt", which is no part of a model/);
  });

  it('shows a stack only when asked to', () => {
    const args = ['train', '--events', '/nowhere.csv', '--out', 'model'];
    expect(vitrine(...args).error).not.toMatch(/ at /);
    expect(vitrine(...args, '--verbose').error).toMatch(/\n\s+at /);
  });
});

describe('vitrine update', () => {
  it('refuses an empty log by its name, and leaves the model as it was', async () => {
    const dir = join(temporaryFolder(), 'model');
    await writeModel(dir, { model: tinyModel(1), metrics: {}, provenance: tinyProvenance });
    const before = readFileSync(join(dir, 'manifest.json'), 'utf8');
    const { code, error } = vitrine('update', '--model', dir, '--events', temporaryFile('new.csv', ''));
    expect(code).toBe(1);
    expect(error).toMatch(/^vitrine: [^\n]*new\.csv is empty, expected a header and at least one event\n$/);
    expect(readFileSync(join(dir, 'manifest.json'), 'utf8')).toBe(before);
  });
});

describe('vitrine inspect', () => {
  it('prints the manifest, the clusters and the files', async () => {
    const dir = join(temporaryFolder(), 'model');
    await writeModel(dir, { model: tinyModel(1), metrics: { 'test/hitRate@10': 0.25 }, provenance: tinyProvenance });
    const { code, out } = vitrine('inspect', dir);
    expect(code).toBe(0);
    expect(out).toMatch(/^encoder +transformer \(embeddingSize 4, nBlocks 1/m);
    expect(out).toMatch(/^ +0 +letters +40 +Item b$/m);
    expect(out).toMatch(/^weights\.safetensors +[\d,]+ +[0-9a-f]{64}$/m);
    expect(out).toMatch(/^test\/hitRate@10 +0\.2500$/m);
  });

  it('refuses a folder without a model', () => {
    const { code, error } = vitrine('inspect', temporaryFolder());
    expect(code).toBe(1);
    expect(error).toMatch(/^vitrine: .* holds no model \(no manifest\.json\)/);
  });

  it('works where training’s needs are not installed', async () => {
    const dir = join(temporaryFolder(), 'model');
    await writeModel(dir, { model: tinyModel(1), metrics: {}, provenance: tinyProvenance });
    const elsewhere = await buildCli(temporaryFolder());
    expect(runCli(elsewhere, '.', 'inspect', dir).code).toBe(0);
    const log = temporaryFile('log.csv', 'session_id,timestamp,item_id\n1,1,a\n');
    const { code, error } = runCli(elsewhere, '.', 'train', '--events', log, '--out', join(temporaryFolder(), 'model'));
    expect(code).toBe(1);
    expect(error).toMatch(
      /^vitrine: .*@duckdb\/node-api, which is not installed: run `npm install @duckdb\/node-api`\n$/,
    );
  });
});
