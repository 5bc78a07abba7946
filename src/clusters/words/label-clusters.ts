import type { DistinguishingTerm } from './distinguishing-terms.js';

/** A name and the terms it is made from. */
export interface ClusterLabel {
  readonly label: string;
  readonly terms: readonly string[];
}

/** How many terms are listed, and how many of them make the label. */
const nTerms = 8;
const nLabelTerms = 3;

/** A longer term is shown in place of one that it holds when it tells at least this share of what that tells. */
const longerShare = 0.6;

/**
 * Names clusters by the terms that distinguish them, no two alike.
 *
 * No word is listed twice in a name: "lunch bag" takes the place of "lunch" and "bag" where it tells nearly as much.
 * A cluster that no term distinguishes is "group 4", numbered from 1.
 *
 * @param ranked each cluster's terms, the strongest first, [nClusters]
 * @returns [nClusters]
 * @example labelClusters([[{ term: 'bag', strength: 2 }], []]) // [{ label: 'bag', terms: ['bag'] }, { label: 'group 2', terms: [] }]
 */
export function labelClusters(ranked: readonly (readonly DistinguishingTerm[])[]): ClusterLabel[] {
  const taken = new Set<string>();
  return ranked.map((candidates, c) => {
    const terms = chooseTerms(candidates);
    let nUsed = Math.min(nLabelTerms, terms.length);
    while (nUsed < terms.length && taken.has(nameKey(terms.slice(0, nUsed)))) nUsed++;
    const isTold = nUsed > 0 && !taken.has(nameKey(terms.slice(0, nUsed)));
    const named = terms.slice(0, nUsed);
    taken.add(nameKey(named));
    const numbered = named.length > 0 ? `${named.join(', ')} (group ${c + 1})` : `group ${c + 1}`;
    return { label: isTold ? named.join(', ') : numbered, terms };
  });
}

function chooseTerms(candidates: readonly DistinguishingTerm[]): string[] {
  const strongest = candidates.slice(0, 200); // what could stand for a strong term is strong itself
  const chosen: string[] = [];
  const usedWords = new Set<string>();
  for (const { term, strength } of strongest) {
    if (chosen.length === nTerms) break;
    if (isUsed(term, usedWords)) continue;
    const shown = strongest.reduce(
      (longest, other) =>
        holds(other.term, longest) && other.strength >= longerShare * strength && !isUsed(other.term, usedWords)
          ? other.term
          : longest,
      term,
    );
    chosen.push(shown);
    for (const word of shown.split(' ')) usedWords.add(word);
  }
  return chosen;
}

function isUsed(term: string, usedWords: ReadonlySet<string>): boolean {
  return term.split(' ').some((word) => usedWords.has(word));
}

/** Whether a term is longer than another and holds it whole. */
function holds(longer: string, term: string): boolean {
  return longer !== term && ` ${longer} `.includes(` ${term} `);
}

/** Names that hold the same terms in another order are alike. */
function nameKey(terms: readonly string[]): string {
  return [...terms].sort().join(', ');
}
