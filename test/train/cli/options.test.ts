import { describe, expect, it } from 'vitest';
import { choiceOption, numbersOption } from '../../../src/train/cli/options.js';

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

describe('numbersOption', () => {
  it('reads whole numbers, each once', () => {
    expect(numbersOption({ k: '5,10,5' }, 'k', '5,10')).toEqual([5, 10]);
    expect(numbersOption({ k: 20 }, 'k', '5,10')).toEqual([20]);
    expect(numbersOption({}, 'k', '5,10')).toBeUndefined();
  });

  it.each(['0', '1.5', '5,none', '5,'])('refuses "%s"', (k) => {
    expect(() => numbersOption({ k }, 'k', '5,10')).toThrow(invalid(/such as 5,10$/));
  });
});
