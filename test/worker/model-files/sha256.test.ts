import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/worker/model-files/sha256.js';

const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text));

describe('sha256', () => {
  it('gives the digests of FIPS 180-4 with crypto.subtle and without it', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const twoBlocks = '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1';
    const subtle = globalThis.crypto.subtle;
    // A missing `crypto.subtle` is what a plain HTTP page has.
    for (const provider of [subtle, null]) {
      expect(await sha256(bytesOf('abc'), provider)).toBe(abc);
      expect(await sha256(bytesOf('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'), provider)).toBe(
        twoBlocks,
      );
    }
  });

  it("agrees with Node's own for bytes of any length", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const copy = Uint8Array.from(bytes);
        expect(await sha256(copy, null)).toBe(createHash('sha256').update(copy).digest('hex'));
      }),
    );
  });
});
