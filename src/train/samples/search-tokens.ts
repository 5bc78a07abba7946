import { nSpecialTokens } from '../../sequence/sequence.js';

/** Numbers the searches of an epoch: each distinct one is a token of its own behind the special tokens. */
export interface SearchTokens {
  /** The token of a search; a new one for a text that was not met before. */
  tokenOf(text: string): number;
  /** By token, from the first one on. */
  readonly texts: readonly string[];
}

/** Starts numbering. */
export function createSearchTokens(sessionStart: number): SearchTokens {
  const first = sessionStart + nSpecialTokens;
  const tokens = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    tokenOf(text) {
      const known = tokens.get(text);
      if (known !== undefined) return known;
      const token = first + texts.length;
      tokens.set(text, token);
      texts.push(text);
      return token;
    },
  };
}
