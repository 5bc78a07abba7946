import { describe, expect, it } from 'vitest';
import { buildPictures } from '../../demo/pictures/build-pictures.mjs';
import { pictureOfTitle } from '../../demo/pictures/picture-of-title.mjs';
import catalogue from '../../demo/public/catalog.json' with { type: 'json' };

describe('pictureOfTitle', () => {
  it('draws the thing that is sold, not what decorates it', () => {
    expect(pictureOfTitle('White Hanging Heart T-Light Holder', '85123A')).toEqual({
      thing: 'tlight',
      motif: 'heart',
      tint: 'white',
      pattern: 'hearts',
      copies: 1,
    });
  });

  it('takes colour and pattern from the words of the title', () => {
    const { thing, motif, tint, pattern } = pictureOfTitle('Lunch Bag Red Retrospot', '20725');
    expect([thing, motif, tint, pattern]).toEqual(['lunchbag', 'spots', 'red', 'dots']);
  });

  it('draws several where a set is sold', () => {
    expect(pictureOfTitle('Set of 3 Cake Tins Pantry Design', '22720').copies).toBe(3);
    expect(pictureOfTitle('Pair of Gloves', '1').copies).toBe(2);
    expect(pictureOfTitle('3 Tier Cake Stand', '1').copies).toBe(1);
  });

  it('draws the motif itself where the title names no thing', () => {
    expect(pictureOfTitle('Assorted Colour Bird Ornament', '84879').thing).toBe('emoji:bird');
    expect(pictureOfTitle('Assorted Colour Bird Ornament', '84879').motif).toBeNull();
  });

  it('chooses the same quiet tint for an item every time', () => {
    const tints = ['10002', '10080', '10120'].map((id) => pictureOfTitle('Popcorn', id).tint);
    expect(['10002', '10080', '10120'].map((id) => pictureOfTitle('Popcorn', id).tint)).toEqual(tints);
  });

  it('makes what the shop shows: its catalogue is up to date with the rules', () => {
    for (const [id, title, , , , [thing, motif, tint, pattern, copies]] of catalogue.products as ProductRow[]) {
      const picture = pictureOfTitle(title, id);
      const named = { ...picture, thing: symbol(picture.thing), motif: picture.motif && symbol(picture.motif) };
      const shown = {
        thing: catalogue.drawings[thing],
        motif: catalogue.drawings[motif] ?? null,
        tint,
        pattern,
        copies,
      };
      expect(shown, title).toEqual(named);
    }
  });
});

describe('buildPictures', () => {
  it('makes one symbol a name, in an order of its own', () => {
    const sprite = buildPictures(['mug', 'emoji:owl', 'mug']);
    expect([...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map(([, id]) => id)).toEqual(['emoji-owl', 'mug']);
    expect(buildPictures(['emoji:owl', 'mug'])).toBe(sprite);
  });

  it('lets the tile paint a drawing', () => {
    expect(buildPictures(['mug'])).toContain('fill="var(--a)"');
    expect(buildPictures(['mug'])).not.toMatch(/\{\w+\}/);
  });

  it('says which name is no drawing', () => {
    expect(() => buildPictures(['unicycle-shed'])).toThrow('no drawing is called unicycle-shed');
  });
});

type ProductRow = [string, string, number, number, number, [number, number, string, string, number]];

function symbol(name: string): string {
  return name.replace(':', '-');
}
