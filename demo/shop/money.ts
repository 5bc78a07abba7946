const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** A price for people. @example formatPrice(295) // '£2.95' */
export function formatPrice(pence: number): string {
  return pounds.format(pence / 100);
}
