import { describe, expect, it } from 'vitest';
import { load } from '../../logs/small-log.js';
import { logWith, noteOf } from '../cell-log.js';

describe('prices', () => {
  it.each<[string[], number[], RegExp]>([
    [['12,50 €', '1.299,00 €'], [12.5, 1299], /20 of price written for people, read: the decimal mark is the comma/],
    [['$1,299.00', '$12.50'], [1299, 12.5], /the decimal mark is the dot/],
    [['USD 1,299', '8.00'], [1299, 8], /^10 of price written/],
    [['1 299,00 kr', '12,50 kr'], [1299, 12.5], /the comma/],
    [['1\u202f299,00 €', '12,50 €'], [1299, 12.5], /the comma/],
    [["CHF 1'299.50", 'CHF 12.–'], [1299.5, 12], /the dot/],
    [['₹1,29,900.00', '₹99.00'], [129900, 99], /the dot/],
    [['R$ 12,50', 'R$ 1.250'], [12.5, 1250], /the comma/],
    [['1.299,- €', '899,- €'], [1299, 899], /the comma/],
    [['1.299 €', '899 €'], [1299, 899], /the comma/],
    [['1.299 KWD', '0.750 KWD'], [1.299, 0.75], /the dot/],
    [['1.250', '12,50'], [1250, 12.5], /the comma/],
    [['1.250', '12.5'], [1.25, 12.5], /^$/],
    [['12,50', '12.50'], [12.5, 12.5], /each by its own marks/],
  ])('%j are read', async (cells, prices, note) => {
    const { dataset, cleaning } = await load([logWith('price', cells)]);
    expect(dataset.catalog.prices).toEqual(prices);
    expect(noteOf(cleaning, 'numbers') ?? '').toMatch(note);
  });

  it('that could be two numbers, or are none, are counted and not guessed', async () => {
    const { dataset, cleaning } = await load([logWith('price', ['1,250', '12,50', '12.50', 'on request'])]);
    expect(dataset.catalog.prices).toEqual([12.5, 12.5]);
    expect(noteOf(cleaning, 'numbers')).toMatch(
      /10 of price not understood \(first: .*log\.csv, row 1: 5 characters, expected a number such as 12\.50\)/,
    );
  });

  it('of a log in which nothing can be read are counted, too', async () => {
    const { dataset, cleaning } = await load([logWith('price', ['cheap', 'dear'])]);
    expect(dataset.catalog.prices).toBeUndefined();
    expect(noteOf(cleaning, 'numbers')).toMatch(/^20 of price not understood/);
  });

  it('with a sign behind the number make a returned order', async () => {
    const { cleaning } = await load([logWith('quantity', ['1', '1', '1,00-', '1'])]);
    expect(cleaning.find(({ rule }) => rule === 'cancelled lines')?.dropped).toBe(5);
  });
});
