import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { tenSessions } from '../logs/small-log.js';
import { temporaryFile, temporaryFolder } from '../logs/temporary-log.js';
import { buildCli, removeCli, runCli } from './built-cli.js';

/** Sixty short sessions of twenty shoppers, in a legacy encoding: no file is as it should be. */
const rows = Array.from({ length: 6 }, (_, round) =>
  tenSessions((s, item, time) => {
    const later = new Date(time.getTime() + round * 10 * 86_400_000);
    return `s${round}-${s};u${s % 20};${later.toISOString()};${item}${round % 2};Étagère`;
  }),
).flat();
const log = Buffer.from(`sep=;\nBesuch;Kunde;Zeit;Artikel;Name\n${rows.join('\n')}\nzu kurz\n`, 'latin1');
const columns = 'session=Besuch,user=Kunde,time=Zeit,item=Artikel,title=Name';
const items = 'Nummer,Titel\nA0,Lampe\nb0,Schirm\n';

const config = {
  encoder: { embeddingSize: 8, hiddenSize: 8, nHeads: 1, maxSequenceLength: 16 },
  training: { epochs: 1, refitEpochs: 0 },
  clean: { minItemCount: 1 },
  privacy: { minShoppers: 1 },
};

describe('the command line says how it has read files', { timeout: 600_000 }, () => {
  let cli: string;
  beforeAll(async () => {
    cli = await buildCli();
    return () => removeCli(cli);
  });

  it('in training, before the table, and in every command that reads the log again', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'log.csv'), log);
    writeFileSync(join(folder, 'items.csv'), items);
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const reading = ['--events', 'log.csv', '--columns', columns];
    const train = ['train', ...reading, '--items', 'items.csv', '--item-columns', 'item=Nummer,title=Titel'];
    const trained = runCli(cli, folder, ...train, '--config', 'config.json', '--out', 'model');
    expect(trained).toMatchObject({ code: 0 });
    const said = [
      'log.csv: read as Windows-1252 (Latin-1), as it is no UTF-8; --encoding names another',
      'log.csv: 1 line with fewer cells than the header, left out (first: line 123)',
    ];
    expect(trained.out.slice(0, trained.out.indexOf('rule ')).trim().split('\n')).toEqual([
      ...said,
      'items.csv: titles for 2 of 4 items, 2 more from the log itself',
      'items.csv: 1 id written in another way than in the log (case, leading zeros, .0), and matched',
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'model/manifest.json'), 'utf8')).provenance.config).toMatchObject({
      itemColumns: { item: 'Nummer', title: 'Titel' },
    });
    for (const command of [
      ['evaluate', '--model', 'model', '--events', 'log.csv'],
      ['inspect', 'model', '--privacy', '--events', 'log.csv'],
      ['clusters', '--model', 'model', '--events', 'log.csv'],
      ['report', '--model', 'model', '--events', 'log.csv', '--out', 'report.html'],
    ]) {
      const { error, out } = runCli(cli, folder, ...command);
      for (const line of said) expect(error.split(line), `${command[0]}: ${error}`).toHaveLength(2);
      expect(out).not.toContain('Windows-1252');
    }
  });

  it('and reads a file in the encoding that it is told', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'log.csv'), log);
    const { out } = runCli(cli, folder, 'train', '--events', 'log.csv', '--encoding', 'iso-8859-15', '--out', 'model');
    expect(out).toContain('log.csv: read as iso-8859-15');
    const wrong = runCli(cli, folder, 'train', '--events', 'log.csv', '--encoding', 'klingon', '--out', 'model');
    expect(wrong).toMatchObject({
      code: 2,
      error: expect.stringMatching(/--encoding is "klingon", expected the name of one/),
    });
  });

  it.each<[string, Uint8Array | string, RegExp]>([
    [
      'a gzip file that is cut off',
      gzipSync(`session_id,timestamp,item_id\n${rows.join('\n')}`).subarray(0, -9),
      /is damaged: its gzip data is cut off/,
    ],
    ['an archive', Buffer.from('PK\u0003\u0004\u0014\0\0\0log.csv', 'latin1'), /is a zip archive.*unzip/],
    ['a page of an error', '<!DOCTYPE html><title>Sign in</title>', /is a web page/],
    ['a file without a header', '1::2::978300760\n1::3::978300761\n', /first line looks like values.*--columns user=1/],
  ])('refuses %s in one line, and writes nothing', (_, content, message) => {
    const folder = temporaryFolder();
    const file = temporaryFile('export.csv', content);
    for (const args of [
      ['train', '--events', file, '--out', join(folder, 'model')],
      ['tune', '--events', file, '--out', join(folder, 'search')],
    ]) {
      const { code, error } = runCli(cli, folder, ...args);
      expect(code).toBe(1);
      expect(error).toMatch(/^vitrine: [^\n]*\n$/);
      expect(error).toMatch(message);
    }
  });
});
