import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeCommand } from '../../../src/train/artifact/describe-command.js';
import { fileNameOf } from '../../../src/train/files/file-name.js';

describe('the command that a model publishes', () => {
  it.each([
    [['--events', '/srv/shop/log.csv', '--out', '../models/may'], '--events log.csv --out may'],
    [['--events=/srv/shop/log.csv', '--out=/srv/may/'], '--events=log.csv --out=may'],
    [['--config=/etc/shop/v.json', '--items=~/items.csv'], '--config=v.json --items=items.csv'],
    [['--log=/var/log/x.jsonl', '--writeConfig=/tmp/w.json'], '--log=x.jsonl --writeConfig=w.json'],
    [['--events=C:\\Users\\ada\\log.csv', 'D:/logs/two.csv'], '--events=log.csv two.csv'],
    [['--events=\\\\server\\share\\log.csv'], '--events=log.csv'],
    [['--events=https://ada:secret@example.com/a/log.csv?token=1#x'], '--events=log.csv'],
    [['--events=s3://bucket'], "'--events=…'"],
    [['--out', '.', '--model', '..', '--items', '~'], "--out '…' --model '…' --items '…'"],
    [['--', '/srv/-log.csv'], '-- -log.csv'],
    [['--events', 'one.csv', '/srv/two.csv', '--resume', '--verbose'], '--events one.csv two.csv'],
    [['--columns', 'item=sku,user=Customer ID', '--seed', '7'], "--columns 'item=sku,user=Customer ID' --seed 7"],
    [['--unknown', '/srv/x', '--split=last:16000'], '--unknown x --split=last:16000'],
  ])('of %j is %s', (words, command) => {
    expect(describeCommand(['train', ...words])).toBe(`vitrine train ${command}`);
  });

  it('holds no folder, wherever and however a path is given', () => {
    const folder = fc.stringMatching(/^secret[a-z]{3}$/);
    const root = fc.constantFrom('/', '~/', './', '../', 'C:\\', '\\\\host\\', 'file:///', 'https://a:secretpw@b/', '');
    const option = fc.constantFrom('events', 'items', 'out', 'model', 'config', 'log', 'space', 'journal');
    fc.assert(
      fc.property(fc.array(fc.tuple(option, root, folder, folder, fc.boolean())), (paths) => {
        const words = paths.flatMap(([name, start, a, b, isJoined]) => {
          const path = `${start}${a}/${b}/log.csv`;
          return isJoined ? [`--${name}=${path}`] : [`--${name}`, path];
        });
        return !describeCommand(['train', ...words]).includes('secret');
      }),
    );
  });
});

it('a file is called by its last part', () => {
  expect(['a/b.csv', 'b.csv', '/b.csv/', 'a\\b.csv', 'file:///a/b.csv'].map(fileNameOf)).toEqual(
    Array.from({ length: 5 }, () => 'b.csv'),
  );
});
