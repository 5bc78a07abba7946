import { createHash } from 'node:crypto';
import { VitrineError } from '../../errors.js';

/** Digits of each line's seal: a damaged line passes for whole once in 2^64. */
const sealDigits = 16;

/**
 * Returns values as lines of JSON, each with a seal over itself and all lines before it: no line can change, go or come
 * without being noticed.
 *
 * @param former the seal of the line before the first, where lines are added
 */
export function sealLines(values: readonly unknown[], former = ''): { readonly text: string; readonly seal: string } {
  let seal = former;
  const lines = values.map((value) => {
    const entry = JSON.stringify(value);
    seal = sealOf(entry, seal);
    return `{"seal":"${seal}","entry":${entry}}\n`;
  });
  return { text: lines.join(''), seal };
}

/** Returns whether text begins as `sealLines` writes it. */
export function isSealed(text: string): boolean {
  return text.startsWith('{"seal":"');
}

/**
 * Reads what `sealLines` wrote. A last line that was cut off, as by a kill, is left out.
 *
 * @param path the file's, for the message
 * @param hint what to do about a file that is damaged
 * @throws VitrineError `FILE_UNREADABLE` naming the first line that is not as it was written
 */
export function readSealedLines(text: string, path: string, hint: string): unknown[] {
  const lines = text.split('\n');
  // Whole lines end; what stands behind the last end was cut off, or is nothing.
  const whole = lines.slice(0, -1);
  let seal = '';
  return whole.map((line, i) => {
    const [, found, entry] = /^\{"seal":"([0-9a-f]+)","entry":(.*)\}$/s.exec(line) ?? [];
    if (entry === undefined || found !== sealOf(entry, seal)) {
      throw new VitrineError(
        'FILE_UNREADABLE',
        `${path} is damaged, or no file of this kind: line ${i + 1} is not as it was written; ${hint}`,
      );
    }
    seal = found;
    return JSON.parse(entry);
  });
}

function sealOf(entry: string, former: string): string {
  return createHash('sha256').update(`${former}\n${entry}`).digest('hex').slice(0, sealDigits);
}
