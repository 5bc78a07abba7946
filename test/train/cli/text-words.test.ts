import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markNumbers, unmark, unmarkOptions } from '../../../src/train/cli/text-words.js';

describe('the words of a command line', () => {
  it('are marked where they look like numbers, and nowhere else', () => {
    expect(markNumbers(['--out=007', '1e3', '--epochs', '5', '-k', 'log.csv', '--json', '--', '3'])).toEqual([
      '--out=\uE000007',
      '\uE0001e3',
      '--epochs',
      '\uE0005',
      '-k',
      'log.csv',
      '--json',
      '--',
      '\uE0003',
    ]);
  });

  it('come back as they were written', () => {
    const word = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('007', '1.50', '0x10', '1e3', ' 5'));
    fc.assert(fc.property(word, (text) => unmark(markNumbers([text])[0]) === text || text.startsWith('-')));
    expect(unmarkOptions({ out: '\uE000007', events: ['\uE0001', 'a'], json: true })).toEqual({
      out: '007',
      events: ['1', 'a'],
      json: true,
    });
  });
});
