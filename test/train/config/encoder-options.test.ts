import { describe, expect, it } from 'vitest';
import { createEncoder, encoderKinds } from '../../../src/encoder/kinds/create-encoder.js';
import { parseConfig } from '../../../src/train/config/config.js';
import { changeKind } from '../../../src/train/config/encoder-options.js';

const parse = (encoder: unknown) => parseConfig({ encoder }, 'shop.json').encoder;

describe('the encoder in vitrine.config.json', () => {
  it('is a transformer where no kind is named', () => {
    expect(parse({})).toMatchObject({ kind: 'transformer', embeddingSize: 96, nBlocks: 1, nHeads: 2, hiddenSize: 192 });
    expect(parse({ nBlocks: 2 })).toMatchObject({ kind: 'transformer', nBlocks: 2 });
  });

  it.each(encoderKinds)('is a %s with defaults that create one', (kind) => {
    const options = parse({ kind });
    expect(createEncoder(options).config).toEqual(options);
  });

  it.each([
    [{ kind: 'rnn' }, /^shop\.json has an invalid encoder\.kind: expected one of: transformer, bert, gru, .*bag$/],
    [{ kind: 'gru', nHeads: 2 }, /unknown key "encoder\.nHeads", expected one of: kind, embeddingSize, .*nLayers/],
    [{ nLayers: 2 }, /unknown key "encoder\.nLayers", expected one of: kind, embeddingSize, .*nHeads/],
    [{ nHeads: 5 }, /invalid encoder\.nHeads: 5 does not divide embeddingSize 96/],
    [{ kind: 'convolution', dilations: [] }, /invalid encoder\.dilations: /],
    [7, /invalid encoder: expected an object/],
  ])('says what is wrong with %j', (encoder, message) => {
    expect(() => parse(encoder)).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(message) }),
    );
  });
});

describe('changeKind', () => {
  it('takes over what was set and fits, and leaves the rest to the defaults of the kind', () => {
    const transformer = parse({ embeddingSize: 32, nBlocks: 3, scores: 'cosine' });
    expect(changeKind(transformer, 'gru')).toEqual(parse({ kind: 'gru', embeddingSize: 32, scores: 'cosine' }));
  });

  it('leaves the options alone where the kind stays', () => {
    const gru = parse({ kind: 'gru', hiddenSize: 7 });
    expect(changeKind(gru, 'gru')).toBe(gru);
  });

  it('lists the kinds for what is none', () => {
    expect(() => changeKind(parse({}), 'rnn')).toThrowError(
      expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining('transformer, bert, gru') }),
    );
  });
});
