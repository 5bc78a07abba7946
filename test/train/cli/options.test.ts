import { describe, expect, it } from 'vitest';
import { choiceOption, integerOption, numbersOption } from '../../../src/train/cli/options.js';

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringMatching(message) });

describe('choiceOption', () => {
  it('takes one of the names, or none', () => {
    expect(choiceOption({ period: 'test' }, 'period', ['validation', 'test'])).toBe('test');
    expect(choiceOption({}, 'period', ['validation', 'test'])).toBeUndefined();
  });

  it('lists the names for any other', () => {
    expect(() => choiceOption({ maskSeen: 'maybe' }, 'maskSeen', ['yes', 'no'])).toThrow(
      invalid(/^there is no mask-seen "maybe", expected one of: yes, no$/),
    );
  });
});

describe('integerOption', () => {
  it('reads a whole number within its bounds', () => {
    expect(integerOption({ epochs: '7' }, 'epochs', 1, 9)).toBe(7);
    expect(integerOption({}, 'epochs', 1, 9)).toBeUndefined();
  });

  it.each(['0', '10', '1.5', '1e0', '-1', 'NaN', '1e308', '99999999999999999999'])('refuses "%s"', (epochs) => {
    const message = /^--epochs is ".*", expected a whole number from 1 to 9$/;
    expect(() => integerOption({ epochs }, 'epochs', 1, 9)).toThrow(invalid(message));
  });
});

describe('numbersOption', () => {
  const bounds = { most: 100, example: '5,10' };

  it('reads whole numbers, each once', () => {
    expect(numbersOption({ k: '5,10,5' }, 'k', bounds)).toEqual([5, 10]);
    expect(numbersOption({ k: '20' }, 'k', bounds)).toEqual([20]);
    expect(numbersOption({}, 'k', bounds)).toBeUndefined();
  });

  it.each(['0', '1.5', '5,none', '5,', '101', '1e1', '0x5', '-5', 'NaN', 'Infinity'])('refuses "%s"', (k) => {
    const message = /expected whole numbers from 1 to 100, 50 at most, such as 5,10$/;
    expect(() => numbersOption({ k }, 'k', bounds)).toThrow(invalid(message));
  });

  it('refuses more numbers than a table has room for', () => {
    const k = Array.from({ length: 51 }, (_, i) => i + 1).join();
    expect(() => numbersOption({ k }, 'k', bounds)).toThrow(invalid(/50 at most/));
  });
});
