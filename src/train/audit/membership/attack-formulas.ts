/** The attacks with one score each, and their formulas; k items of a basket are held out in turn. */
export const attackFormulas = {
  likelihood: 'mean over its items i of log p(i | the others), by the whole model',
  rank: 'minus the mean over its items i of log2 of the rank of i given the others, by the whole model',
  encoder: 'mean over its items i of log p(i | the others), by the encoder without the table',
  'pairs in the table': 'share of its pairs of items that the table of companions holds, in either direction',
  'strength of pairs': 'mean over its ordered pairs of their strength in the table, 0 where it holds none',
  'less difficulty': 'likelihood less the mean log p(i | other baskets of this audit)',
  'less reference': 'likelihood less that of item-kNN fitted on the other half of the shoppers',
} as const;

export type AttackName = keyof typeof attackFormulas;

/** What needs no model, and its formulas. */
export const controlFormulas = {
  size: 'log of the number of items',
  popularity: 'mean log(1 + steps to the item) in the other half of the shoppers',
  'recent popularity': 'the same over the last four weeks that were learned from',
  reference: 'mean over its items i of log p(i | the others), by item-kNN fitted on the other half of the shoppers',
} as const;

export type ControlName = keyof typeof controlFormulas;

/** All that is known of one basket. */
export interface BasketScores {
  readonly attacks: Readonly<Partial<Record<AttackName, number>>>;
  readonly controls: Readonly<Record<ControlName, number>>;
}
