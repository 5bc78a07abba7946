import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeBuckets, textBuckets, wordsOf } from '../../src/sequence/text.js';

describe('textBuckets', () => {
  it('hashes the whole word and its runs by FNV-1a', () => {
    // fnv1a32: <mug> 795108920, <mu 1200843509, mug 3766803504, ug> 2193859953
    expect(textBuckets('mug', 1000)).toEqual([920, 509, 504, 953]);
    expect(textBuckets('mug', 2 ** 32)).toEqual([795108920, 1200843509, 3766803504, 2193859953]);
  });

  it('takes short words apart into runs of three letters, longer ones into runs of four', () => {
    expect(textBuckets('a', 2 ** 32)).toHaveLength(1);
    expect(textBuckets('mugs', 2 ** 32)).toHaveLength(1 + 3); // <mug, mugs, ugs>
    expect(textBuckets('teacup', 2 ** 32).slice(1, 3)).toEqual([
      fnv1a('<tea'), // 790630059
      fnv1a('teac'), // 2835187326
    ]);
    expect(fnv1a('<tea')).toBe(790630059);
  });

  it('gives like words like buckets, and others others', () => {
    const shared = (a: string, b: string) => {
      const buckets = new Set(textBuckets(a, 2 ** 32));
      return textBuckets(b, 2 ** 32).filter((bucket) => buckets.has(bucket)).length;
    };
    expect(shared('christmas', 'christmassy')).toBe(7); // <chr, chri, hris, rist, istm, stma, tmas
    expect(shared('mug', 'lamp')).toBe(0);
  });

  it('reads every script alike, whatever its case and width', () => {
    expect(textBuckets('É', 1000)).toEqual([559]); // fnv1a32(<é>) = 4222937559
    expect(textBuckets('ＭＵＧ', 1000)).toEqual(textBuckets('mug', 1000));
    expect(wordsOf('Кружка, 2-й сорт: 杯子!')).toEqual(['кружка', '2', 'й', 'сорт', '杯子']);
    expect(textBuckets('🎄🎄', 1000)).toEqual([]);
    expect(textBuckets('', 1000)).toEqual([]);
  });

  it('stays within the buckets for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 5000 }), (text, nBuckets) =>
        textBuckets(text, nBuckets).every((bucket) => Number.isInteger(bucket) && bucket >= 0 && bucket < nBuckets),
      ),
    );
  });
});

describe('attributeBuckets', () => {
  it('keeps category, brand and price apart from words, and prices in steps that double', () => {
    // fnv1a32: category=mugs 2119040380, brand=acme 2584915179, price=2 3994747909
    const item = { category: ' Mugs', brand: 'ACME', price: 2.95 };
    expect(attributeBuckets(item, 1000)).toEqual([380, 179, 909]);
    expect(attributeBuckets({ price: 4.2 }, 1000)).toEqual([909]);
    expect(attributeBuckets({ price: 11.9 }, 1000)).not.toEqual([909]);
  });

  it('says nothing of what is not known', () => {
    expect(attributeBuckets({ category: ' ', price: 0 }, 1000)).toEqual([]);
    expect(attributeBuckets({ price: null }, 1000)).toEqual([]);
  });
});

/** The reference, digit by digit as the draft states it. */
function fnv1a(word: string): number {
  let hash = 2166136261n;
  for (const byte of new TextEncoder().encode(word)) hash = ((hash ^ BigInt(byte)) * 16777619n) % 2n ** 32n;
  return Number(hash);
}
