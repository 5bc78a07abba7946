import type { Random } from '../../../random.js';
import { middle95 } from '../../metrics/bootstrap.js';
import {
  type AttackName,
  attackFormulas,
  type BasketScores,
  type ControlName,
  controlFormulas,
} from './attack-formulas.js';
import type { AttackedBasket } from './attacked-baskets.js';
import { bootstrapAucs } from './bootstrap-aucs.js';
import type { Comparison } from './comparisons.js';
import { fitLogistic } from './logistic-regression.js';
import { rocAuc, truePositiveRate } from './roc.js';

/** How well an attack tells members from non-members. */
export interface AttackFigures {
  readonly attack: string;
  /** .5 is chance. */
  readonly auc: number;
  /** The middle 95 % over draws of shoppers. */
  readonly interval: readonly [number, number];
  /** Members that are found where at most 1 % of the non-members are taken for members; chance is .01. */
  readonly truePositiveRate: number;
}

/** A comparison, measured. */
export interface ComparisonFigures extends Pick<Comparison, 'name' | 'meaning'> {
  /** Members, and as many non-members. */
  readonly nMembers: number;
  readonly nShoppers: number;
  /** The control first, then each attack, then all together. */
  readonly attacks: readonly AttackFigures[];
  /** The AUC of all together less that of the control, or less .5 where the control is below chance: what the model gives away. */
  readonly added: { readonly auc: number; readonly interval: readonly [number, number] };
}

/** The names of the first and the last row of a comparison. */
export const controlRow = 'no model (control)';
export const combinedRow = 'all together';

/**
 * Measures the attacks on one comparison.
 *
 * The control combines what needs no model; "all together" combines that with every attack. Both are logistic regressions,
 * fitted on one half of the shoppers and measured on the other, then the other way round.
 *
 * @param scoresOf of every basket of the comparison
 */
export function inferMembership(
  { name, meaning, baskets }: Comparison,
  scoresOf: (basket: AttackedBasket) => BasketScores,
  random: Random,
): ComparisonFigures {
  const scores = baskets.map(scoresOf);
  const isMember = Uint8Array.from(baskets, (basket) => (basket.isMember ? 1 : 0));
  const names = (Object.keys(attackFormulas) as AttackName[]).filter((attack) => attack in scores[0].attacks);
  const controls = (Object.keys(controlFormulas) as ControlName[]).map((control) =>
    scores.map((basket) => basket.controls[control]),
  );
  const attacks = names.map((attack) => scores.map((basket) => basket.attacks[attack] as number));
  const halves = baskets.map(({ half }) => half);
  const rows = [
    { attack: controlRow, values: combine(controls, isMember, halves) },
    ...names.map((attack, i) => ({ attack, values: attacks[i] })),
    { attack: combinedRow, values: combine([...controls, ...attacks], isMember, halves) },
  ];
  const shopperIds = baskets.map(({ shopperId }) => shopperId);
  const draws = bootstrapAucs({ attacks: rows.map(({ values }) => values), isMember, shopperIds }, random);
  const figures = rows.map(({ attack, values }, i) => ({
    attack,
    auc: rocAuc({ scores: values, isMember }),
    interval: middle95(draws[i]),
    truePositiveRate: truePositiveRate({ scores: values, isMember }),
  }));
  const last = rows.length - 1;
  return {
    name,
    meaning,
    nMembers: baskets.length / 2,
    nShoppers: new Set(shopperIds).size,
    attacks: figures,
    added: {
      auc: figures[last].auc - Math.max(0.5, figures[0].auc),
      interval: middle95(draws[last].map((auc, draw) => auc - Math.max(0.5, draws[0][draw]))),
    },
  };
}

/**
 * Returns each row's log-odds of being a member, by a regression that was fitted on the other half.
 *
 * @param features [nFeatures][n]
 */
function combine(features: readonly number[][], isMember: Uint8Array, halves: readonly number[]): number[] {
  const rows = halves.map((_, i) => features.map((values) => values[i]));
  const odds = [0, 1].map((half) => {
    const others = rows.flatMap((_, i) => (halves[i] === half ? [] : [i]));
    return fitLogistic({ rows: others.map((i) => rows[i]), answers: others.map((i) => isMember[i]) });
  });
  return rows.map((row, i) => odds[halves[i]](row));
}
