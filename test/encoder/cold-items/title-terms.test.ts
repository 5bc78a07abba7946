import { describe, expect, it } from 'vitest';
import { titleTerms } from '../../../src/encoder/cold-items/title-terms.js';

describe('titleTerms', () => {
  it('gives words and their runs of two and three, without plurals, numbers and short words', () => {
    expect(titleTerms({ title: 'Set of 3 LUNCH Bags' })).toEqual([
      'set',
      'set lunch',
      'set lunch bag',
      'lunch',
      'lunch bag',
      'bag',
    ]);
  });

  it('leaves a word in -ss and one of three letters whole', () => {
    expect(titleTerms({ title: 'glass' })).toEqual(['glass']);
    expect(titleTerms({ title: 'gas' })).toEqual(['gas']);
  });

  it('takes category, brand and the doubling step of the price as words of their own', () => {
    expect(titleTerms({ title: 'Mug', category: 'Mugs', brand: 'Emma', price: 2.95 })).toEqual([
      'mug',
      'category=mugs',
      'brand=emma',
      'price=2',
    ]);
  });

  it('gives each term once, and none for a description without words', () => {
    expect(titleTerms({ title: 'mug mug' })).toEqual(['mug', 'mug mug']);
    expect(titleTerms({ title: '?! 12', price: null })).toEqual([]);
    expect(titleTerms({})).toEqual([]);
  });
});
