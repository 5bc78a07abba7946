import { VitrineError } from '../../errors.js';
import type { TextSurvey } from './survey-text.js';

/** How the characters of a text are written. */
export interface TextEncoding {
  /** A label of the WHATWG's encoding standard, as `TextDecoder` takes it. */
  readonly label: string;
  /** What is said of it to people; undefined for UTF-8, which needs no word. */
  readonly note?: string;
}

/** The encoding that a text without any sign of another is in. */
export const utf8: TextEncoding = { label: 'utf-8' };

/**
 * Returns UTF-16 where the first bytes say so: by a byte order mark, or by zeros in every other place, as ASCII has them.
 *
 * @throws VitrineError `FILE_UNREADABLE` for UTF-32, which no export of a shop is in
 */
export function findUtf16(head: Buffer, path: string): TextEncoding | undefined {
  const mark = head.subarray(0, 4).toString('hex');
  if (mark === 'fffe0000' || mark === '0000feff') {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} is in UTF-32, expected UTF-8: convert it by \`iconv -f UTF-32 -t UTF-8\``,
    );
  }
  const byMark = { fffe: 'utf-16le', feff: 'utf-16be' }[mark.slice(0, 4)];
  if (byMark) return { label: byMark, note: `read as ${byMark.toUpperCase()}` };
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]++;
  const half = head.length / 2;
  if (half < 2) return undefined;
  const isMostly = (place: number) => zeros[place] > 0.6 * half && zeros[1 - place] < 0.1 * half;
  if (isMostly(1)) return { label: 'utf-16le', note: 'read as UTF-16LE, which it has no mark of' };
  if (isMostly(0)) return { label: 'utf-16be', note: 'read as UTF-16BE, which it has no mark of' };
  return undefined;
}

/**
 * Returns the encoding of a text by all of its bytes: UTF-8 where they are such, or nearly; else the one that is asked for; else
 * Windows-1252, which Latin-1 is a part of, where bytes beyond ASCII stand as single as accents do.
 *
 * @param asked the option `--encoding`
 * @throws VitrineError `FILE_UNREADABLE` where it may be any of several
 */
export function chooseEncoding(survey: TextSurvey, path: string, asked?: string): TextEncoding {
  if (survey.isUtf8) return utf8;
  if (asked !== undefined) return { label: asked, note: `read as ${asked}` };
  if (survey.nAllowed > survey.nForbidden) return { label: 'utf-8', note: 'UTF-8 with bytes that are none' };
  if (survey.nBeyondAscii > 2 * survey.nRuns) {
    throw new VitrineError(
      'FILE_UNREADABLE',
      `${path} is not in UTF-8: say which encoding it is in, such as --encoding windows-1251, shift_jis or gb18030`,
    );
  }
  return { label: 'windows-1252', note: 'read as Windows-1252 (Latin-1), as it is no UTF-8; --encoding names another' };
}
