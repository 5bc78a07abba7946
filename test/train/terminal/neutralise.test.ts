import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, neutraliseLine } from '../../../src/train/terminal/neutralise.js';
import { formatTable } from '../../../src/train/terminal/table.js';

const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);

/** Texts full of what a terminal obeys. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        `${esc}[31m`,
        `${esc}[2J`,
        `${esc}]0;title${bell}`,
        `${esc}]8;;http://x${esc}\\`,
        `${esc}P`,
        '\u009B31m',
        '\u202E',
        '\u2066',
        '\u200F',
        '\r',
        '\0',
        '\b',
        '\u007F',
        '\u2028',
        '\uDC00',
        '\u{E0041}',
        '\n',
        '\t',
      ),
    ),
  )
  .map((parts) => parts.join(''));

/** Written otherwise than in the source: every code unit or code point that no terminal may get. */
function hasCommand(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0)!;
    const isControl = (code < 32 && code !== 9 && code !== 10) || (code >= 127 && code < 160);
    const isDirection = [0x61c, 0x200e, 0x200f].includes(code) || (code >= 0x2028 && code <= 0x202e);
    const isIsolate = code >= 0x2060 && code <= 0x206f;
    const isTag = code >= 0xe0000 && code <= 0xe007f;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    return isControl || isDirection || isIsolate || isTag || isHalf;
  });
}

describe('text for a terminal', () => {
  it('shows what a terminal would obey, and leaves the rest', () => {
    expect(neutralise(`a${esc}[31mb\nc\td`)).toBe('a\\u001b[31mb\nc\td');
    expect(neutralise('\u{E0041}')).toBe('\\udb40\\udc41');
    expect(neutraliseLine('a\nb\tc\r')).toBe('a\\u000ab\\u0009c\\u000d');
    const plain = 'Kerzenständer „Ä“ 蝋燭 👩‍👩‍👧 🇫🇷 می‌خواهم עברית';
    expect(neutralise(plain)).toBe(plain);
  });

  it('has no command in it, whatever it was made of', () => {
    fc.assert(fc.property(hostile, (text) => !hasCommand(neutralise(text))));
    fc.assert(
      fc.property(hostile, (text) => !/[\n\t]/.test(neutraliseLine(text)) && !hasCommand(neutraliseLine(text))),
    );
  });

  it('is the same JSON as before', () => {
    fc.assert(
      fc.property(hostile, fc.array(hostile), (key, values) => {
        const value = { [key]: values };
        // JSON.stringify escapes half surrogate pairs itself.
        expect(JSON.parse(neutralise(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('a table', () => {
  it('has the lines that it has rows, and no command in them', () => {
    const cells = fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => !/^\d+$/.test(name)),
      fc.oneof(hostile, fc.double(), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1 }), (rows) => {
        const text = formatTable(rows);
        return !hasCommand(text) && text.split('\n').length === rows.length + 3;
      }),
    );
  });
});

describe('the command line', () => {
  it('prints through one place alone', () => {
    const folder = join(import.meta.dirname, '../../../src/train');
    const printing = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /\bconsole\.|process\.(stdout|stderr)/.test(readFileSync(join(folder, file), 'utf8')));
    expect(printing.map((file) => file.replaceAll('\\', '/'))).toEqual(['terminal/terminal.ts']);
  });
});
