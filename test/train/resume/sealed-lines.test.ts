import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSealedLines, sealLines } from '../../../src/train/resume/sealed-lines.js';

const read = (text: string) => readSealedLines(text, 'journal', 'start anew');
const damaged = /^journal is damaged, or no file of this kind: line \d+ is not as it was written; start anew$/;

describe('sealed lines', () => {
  it('are read as they were written, at once or one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.array(fc.jsonValue()), (first, more) => {
        const begun = sealLines(first);
        const text = begun.text + sealLines(more, begun.seal).text;
        expect(text).toBe(sealLines([...first, ...more]).text);
        expect(read(text)).toEqual(JSON.parse(JSON.stringify([...first, ...more])));
      }),
    );
  });

  it('are refused when one bit of a line is another, wherever it is', () => {
    const { text } = sealLines([{ data: 'one' }, { trial: 1, validation: 0.25 }, { trial: 2 }]);
    const bytes = Buffer.from(text, 'latin1');
    // Behind the last line's end nothing is left to be damaged: a line that does not end was cut off.
    for (let at = 0; at < bytes.length - 1; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        expect(() => read(flipped.toString('latin1')), `byte ${at}, bit ${bit}`).toThrowError(
          expect.objectContaining({ code: 'FILE_UNREADABLE', message: expect.stringMatching(damaged) }),
        );
      }
    }
  });

  it('are refused when a line is missing, moved or added', () => {
    const lines = sealLines([1, 2, 3, 4]).text.split('\n').slice(0, -1);
    const orders = [
      [0, 2, 3],
      [1, 2, 3],
      [0, 2, 1, 3],
      [0, 1, 1, 2, 3],
    ];
    for (const order of orders) {
      expect(() => read(order.map((i) => `${lines[i]}\n`).join(''))).toThrow(damaged);
    }
  });

  it('lose the last one alone where it was cut off', () => {
    const { text } = sealLines([1, 2]);
    const first = sealLines([1]).text;
    for (let length = first.length; length < text.length; length++) expect(read(text.slice(0, length))).toEqual([1]);
  });

  it('are none of a log, which is not repeated', () => {
    expect(() => read('session_id,item_id\nada@example.com,1\n')).toThrow(damaged);
    expect(() => read('{"session_id":"ada@example.com"}\n')).toThrow(damaged);
  });
});
