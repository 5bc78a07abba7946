import { isAscii, isUtf8 } from 'node:buffer';

/** What all bytes of a text tell about how it is written. */
export interface TextSurvey {
  /** Bytes, unpacked. */
  readonly nBytes: number;
  /** Whether every byte sequence is UTF-8. */
  readonly isUtf8: boolean;
  /** Byte sequences beyond ASCII that UTF-8 allows, and those that it forbids. */
  readonly nAllowed: number;
  readonly nForbidden: number;
  /** Runs of bytes beyond ASCII; few bytes a run are accents among Latin letters. */
  readonly nRuns: number;
  readonly nBeyondAscii: number;
  /** The line of the first zero byte, from 1. */
  readonly zeroLine?: number;
  /** Ends of lines of each kind. */
  readonly nCrLf: number;
  readonly nLf: number;
  readonly nCr: number;
}

type Counts = { -readonly [Key in keyof TextSurvey]: TextSurvey[Key] };

/**
 * Reads a text from start to end, in pieces, and returns what its bytes tell.
 *
 * @param pieces the bytes; what fails in them fails here
 */
export async function surveyText(pieces: AsyncIterable<Buffer>): Promise<TextSurvey> {
  const counts: Counts = {
    nBytes: 0,
    isUtf8: true,
    nAllowed: 0,
    nForbidden: 0,
    nRuns: 0,
    nBeyondAscii: 0,
    nCrLf: 0,
    nLf: 0,
    nCr: 0,
  };
  let rest = Buffer.alloc(0);
  let endsInCr = false;
  for await (const piece of pieces) {
    counts.nBytes += piece.length;
    endsInCr = countLineEnds(piece, counts, endsInCr);
    if (counts.zeroLine === undefined) findZero(piece, counts);
    // A character may be cut in two by the end of a piece.
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const whole = bytes.length - cutOff(bytes);
    countBytes(bytes.subarray(0, whole), counts);
    rest = Buffer.from(bytes.subarray(whole));
  }
  countBytes(rest, counts);
  return counts;
}

/** Returns whether the piece ends in a CR, of which the next piece says what it is. */
function countLineEnds(piece: Buffer, counts: Counts, endsInCr: boolean): boolean {
  let isAfterCr = endsInCr;
  const hasCr = isAfterCr || piece.includes(13);
  if (!hasCr) {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) counts.nLf++;
    return false;
  }
  for (const byte of piece) {
    if (byte === 10) isAfterCr ? counts.nCrLf++ : counts.nLf++;
    else if (isAfterCr) counts.nCr++;
    isAfterCr = byte === 13;
  }
  return isAfterCr;
}

function findZero(piece: Buffer, counts: Counts): void {
  const at = piece.indexOf(0);
  if (at < 0) return;
  let nAfter = 0;
  for (let end = piece.indexOf(10, at); end >= 0; end = piece.indexOf(10, end + 1)) nAfter++;
  counts.zeroLine = Math.max(1, counts.nCrLf + counts.nLf + counts.nCr - nAfter + 1);
}

/** How many bytes at the end are the start of a character that goes on. */
function cutOff(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthBy(byte) ? back : 0;
  }
  return 0;
}

/** How many bytes a character has, by its first one. */
function lengthBy(byte: number): number {
  if (byte >= 0xf0) return 4;
  return byte >= 0xe0 ? 3 : 2;
}

function countBytes(bytes: Buffer, counts: Counts): void {
  if (isAscii(bytes)) return;
  const isValid = isUtf8(bytes);
  if (!isValid) counts.isUtf8 = false;
  if (isValid) {
    // Each character has one byte that is not a later part of it.
    for (const byte of bytes) if (byte >= 0xc0) counts.nAllowed++;
    return;
  }
  let isInRun = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte < 0x80) {
      isInRun = false;
      continue;
    }
    if (!isInRun) counts.nRuns++;
    isInRun = true;
    counts.nBeyondAscii++;
    const length = byte >= 0xc2 && byte < 0xf5 ? lengthBy(byte) : 0;
    if (length > 0 && isUtf8(bytes.subarray(i, i + length)) && i + length <= bytes.length) {
      counts.nAllowed++;
      counts.nBeyondAscii += length - 1;
      i += length - 1;
    } else counts.nForbidden++;
  }
}
