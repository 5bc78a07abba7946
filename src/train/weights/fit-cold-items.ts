import { describeItem } from '../../encoder/artifact/catalog.js';
import type { Model } from '../../encoder/artifact/model.js';
import { weighFeatures } from '../../encoder/cold-items/cold-scorer.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import { type ColdWeights, coldFeatures, noWeights } from '../../encoder/item-features/cold-weights.js';
import { createRandom, type Random } from '../../random.js';
import { scoreItems, totalScores } from '../../ranking/score.js';
import { takeEvenly } from '../numerics/take-evenly.js';
import type { EvaluationCase } from '../protocols/evaluation-case.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { type ChoiceSet, fitChoiceWeights } from './choice-model.js';
import { type ColdCandidate, coldCandidateFeatures, createColdCandidates } from './cold-candidates.js';

/** Likenesses that are in memory at once: 240 MB. */
const maxKept = 60e6;

/** Items that each choice is made among, beside those that were taken. */
const nOthers = 200;

/** Cases that are enough for so few weights. */
const maxCases = 1500;

/** Fewer choices than this say nothing. */
const minChoices = 50;

export interface FitColdOptions {
  readonly seed: number;
  /** Features that are left out, their weight 0. */
  readonly without?: readonly (typeof coldFeatures)[number][];
}

/**
 * Fits how items that the model never saw are scored, on known items treated as if nobody had met them: for each case a
 * multinomial logit among its targets and others of the same kind. The bias, fitted after the others, makes such scores
 * comparable with those of known items: half of the candidates are known ones then, with the scores they have.
 *
 * @param model with the ranking weights that it will have
 * @param cases from validation; never test
 * @returns undefined where too few of the cases' targets read like any other item, or none is described
 */
export async function fitColdItems(
  model: Model,
  cases: readonly EvaluationCase[],
  { seed, without = [] }: FitColdOptions,
): Promise<ColdWeights | undefined> {
  await loadTensorflow();
  const { runModel } = await import('../tensorflow/model-scorer.js');
  const random = createRandom(seed);
  const pool = poolOf(model, cases, random);
  const answerable = cases.filter(({ targets }) => targets.some((target) => pool.has(target)));
  const asked = takeEvenly(answerable, maxCases);
  if (asked.length < minChoices) return undefined;
  const used = coldFeatures.filter((name) => !without.includes(name) && (name !== 'text' || model.text));
  const rows = [...pool.keys()];
  const sets: MixedSet[] = [];
  for (const scored of runModel(model, asked)) {
    const question = asked[sets.length];
    const parts = scoreItems({ ...scored, affinities: model.clusters.affinities, weights: model.ranking });
    const targets = question.targets.filter((target) => pool.has(target));
    const drawn = drawOthers(rows, question, random);
    const items = [...targets, ...drawn];
    const features = coldCandidateFeatures(
      items.map((row) => pool.get(row)!),
      { scores: parts, tokens: toModelInput(model, question).sequence.tokens, embedding: scored.embedding },
      model.ranking.sequence,
    );
    const total = totalScores(parts);
    sets.push({ features, known: Float32Array.from(items, (row) => total[row]), nTargets: targets.length });
  }
  const fitted = fitChoiceWeights(
    sets.map(({ features, nTargets }) => ({
      features: used.map((name) => features[coldFeatures.indexOf(name)]),
      targets: Array.from({ length: nTargets }, (_, i) => i),
    })),
    used.map(() => 0),
  );
  const weights = { ...noWeights };
  used.forEach((name, i) => {
    weights[name] = fitted[i];
  });
  return { ...weights, bias: fitBias(sets, weights) };
}

/** Candidates of one case, those that were taken first, each as a cold item and as the known one that it is. */
interface MixedSet {
  readonly features: readonly Float32Array[];
  /** What each scores as a known item, [nCandidates]. */
  readonly known: Float32Array;
  readonly nTargets: number;
}

/** The bias with which items do as well among known ones when they are cold as when they are known themselves. */
function fitBias(sets: readonly MixedSet[], weights: ColdWeights): number {
  const choices = sets.flatMap(({ features, known, nTargets }): ChoiceSet[] => {
    const cold = known.map((_, i) =>
      weighFeatures(
        Float32Array.from(features, (feature) => feature[i]),
        weights,
      ),
    );
    const targets = Array.from({ length: nTargets }, (_, i) => i);
    // Every other candidate is cold; those that were taken are so once, and once they are not.
    return [true, false].map((isTargetCold) => {
      const isCold = known.map((_, i) => Number(i < nTargets ? isTargetCold : i % 2 === 0));
      return { features: [isCold], offset: known.map((score, i) => (isCold[i] ? cold[i] : score)), targets };
    });
  });
  return fitChoiceWeights(choices, [0])[0];
}

/** Known items as cold ones, by row: those that cases ask for, then others, as many as fit in memory. */
function poolOf(model: Model, cases: readonly EvaluationCase[], random: Random): ReadonlyMap<number, ColdCandidate> {
  const { size } = model.vocabulary;
  const most = Math.floor(maxKept / size);
  const asked = [...new Set(cases.flatMap(({ targets }) => targets))].filter((row) => row >= 0);
  const others = random.shuffle(Array.from({ length: size }, (_, row) => row));
  const rows = new Set([...takeEvenly(asked, Math.ceil(most / 2)), ...others]);
  const make = createColdCandidates(model);
  const pool = new Map<number, ColdCandidate>();
  for (const row of rows) {
    if (pool.size >= most) break;
    const item = make(describeItem(model.catalog, row), row);
    if (item) pool.set(row, item);
  }
  return pool;
}

/** Candidates that a case neither asks for nor rules out. */
function drawOthers(rows: readonly number[], question: EvaluationCase, random: Random): number[] {
  const isOut = new Set([...question.targets, ...(question.excluded ?? [])]);
  const drawn = new Set<number>();
  for (let tries = 0; tries < 4 * nOthers && drawn.size < nOthers; tries++) {
    const row = rows[random.integer(rows.length)];
    if (!isOut.has(row)) drawn.add(row);
  }
  return [...drawn];
}
