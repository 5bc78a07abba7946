/**
 * Returns the exposure of a sequence in bits: each bit halves the number of guesses that an attacker needs to find it.
 *
 *     exposure = log2(|R|) - log2(rank)
 *
 * R is the sequence and the others; its rank is 1 where no other one scores higher, and a tie counts half.
 *
 * @param score the sequence's own
 * @param others scores of random sequences of the same shape and popularity
 * @returns from 0 to log2(|R|)
 * @see Carlini et al. 2019, "The Secret Sharer", arXiv:1802.08232
 * @example exposureOf(5, [1, 2, 9]) // 1: the second of four
 */
export function exposureOf(score: number, others: ArrayLike<number>): number {
  let rank = 1;
  for (let i = 0; i < others.length; i++) {
    if (others[i] > score) rank++;
    else if (others[i] === score) rank += 0.5;
  }
  return Math.log2(others.length + 1) - Math.log2(rank);
}

/**
 * Returns the mean exposure of a sequence that a model knows nothing of: every rank is equally likely then. It comes to
 * 1 / ln 2 = 1.44 bits where there are many others.
 *
 * @param nOthers how many sequences each one is compared with
 * @example chanceExposure(1) // 0.5: first of two (1 bit) or second (0 bits)
 */
export function chanceExposure(nOthers: number): number {
  let sum = 0;
  for (let rank = 1; rank <= nOthers + 1; rank++) sum += Math.log2(nOthers + 1) - Math.log2(rank);
  return sum / (nOthers + 1);
}
