import { describe, expect, it } from 'vitest';
import { createVocabulary } from '../../../../src/sequence/vocabulary.js';
import { readCanaries } from '../../../../src/train/audit/canaries/read-canaries.js';
import { temporaryFile } from '../../logs/temporary-log.js';

const vocabulary = createVocabulary(['a', 'b', 'c']);
const read = (content: unknown) => readCanaries(temporaryFile('canaries.json', JSON.stringify(content)), vocabulary);

describe('readCanaries', () => {
  it('gives rows of the vocabulary', async () => {
    expect(
      await read([
        ['c', 'a'],
        ['b', 'c', 'a'],
      ]),
    ).toEqual([
      [2, 0],
      [1, 2, 0],
    ]);
  });

  it.each([
    [
      'an item that the model does not know',
      [
        ['a', 'b'],
        ['a', 'secret'],
      ],
      'OPTION_INVALID',
      /item 2 of canary 2 of/,
    ],
    ['no list', { a: 1 }, 'CONFIG_INVALID', /is no list, expected a list of lists of item ids/],
    ['no canary', [], 'DATA_EMPTY', /holds no canary/],
    ['a canary that is no list', ['secret'], 'CONFIG_INVALID', /canary 1 of .* is no list of texts/],
    [
      'a canary of numbers',
      [
        ['a', 'b'],
        [1, 2],
      ],
      'CONFIG_INVALID',
      /canary 2 of .* is no list of texts/,
    ],
    [
      'a canary of one item',
      [['a']],
      'CONFIG_INVALID',
      /canary 1 of .* has 1 items, 1 of them different, expected 2 to 50/,
    ],
    ['an item twice', [['secret', 'secret', 'b']], 'CONFIG_INVALID', /has 3 items, 2 of them different/],
  ])('refuses %s, and never prints an item', async (_, content, code, message) => {
    const error = await read(content).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect((error as Error).message).not.toContain('secret');
  });

  it('refuses a file that is not there', async () => {
    await expect(readCanaries('no.json', vocabulary)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
