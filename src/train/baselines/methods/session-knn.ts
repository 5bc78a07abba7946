import type { Step } from '../../../sequence/step.js';
import { divideSteps, type EvaluationCase } from '../../protocols/evaluation-case.js';
import type { Baseline, BaselineDefinition, BaselineInput } from '../sessions/baseline.js';
import { type DecayName, decays } from '../sessions/decays.js';
import { rememberLast } from '../sessions/remember-last.js';
import { recencyWeights, sessionsOfItems, trainingSessions } from '../sessions/training-sessions.js';
import { popularityTies } from './popularity.js';

type SessionKnnOptions = {
  /** Sessions that vote. */
  readonly nNeighbours: number;
  /** Sessions that may: the newest that share an item with the question. */
  readonly sampleSize: number;
  /** How much less an item of the question counts with every step back when sessions are compared. */
  readonly weighting: DecayName;
  /** How much less a session's votes count with every step back to the latest item it shares. */
  readonly voteWeighting: DecayName;
  /** 1 divides a session's similarity by the root of its length, 0 leaves it. */
  readonly normalisation: number;
  /** How much the inverse document frequency of an item adds to its votes. */
  readonly idfWeight: number;
  /** After which share of the log's time a session's vote counts half; 0 means never. */
  readonly halfLife: number;
  /** Whether a question with an empty session is asked for all earlier ones, not for the last. */
  readonly readsHistory: boolean;
};

/**
 * V-SkNN: the items of the past sessions that are most like the current one, its latest items counting most.
 *
 *     sim(s) = sum over items a of the question and s of weighting(steps back to a) / |s|^(normalisation / 2)
 *     score(i) = sum over the nearest sessions s that hold i of
 *                sim(s) * voteWeighting(steps back to the latest item shared) * (1 + idfWeight * ln(sessions / n(i)))
 *
 * @see Ludewig and Jannach 2018, arXiv:1803.09587
 */
export const sessionKnn: BaselineDefinition<SessionKnnOptions> = {
  defaults: {
    nNeighbours: 100,
    sampleSize: 1000,
    weighting: 'div',
    voteWeighting: 'div',
    normalisation: 0,
    idfWeight: 0,
    halfLife: 0,
    readsHistory: false,
  },
  grid: {
    weighting: ['same', 'linear', 'quadratic', 'log'],
    voteWeighting: ['same', 'linear', 'quadratic', 'log'],
    normalisation: [1],
    readsHistory: [true],
    nNeighbours: [50, 200, 500, 1000, 1500],
    sampleSize: [500, 2500, 5000, 10000],
    idfWeight: [1, 5],
    halfLife: [1, 0.5, 0.25, 0.1],
  },
  fit: fitSessionKnn,
};

const indexSessions = rememberLast((input: BaselineInput, _options: object) => {
  const sessions = trainingSessions(input);
  const places = sessionsOfItems(sessions, input.nItems);
  return { sessions, places, ties: popularityTies(input, 1e-6) };
});

function fitSessionKnn(input: BaselineInput, options: SessionKnnOptions): Baseline {
  const { sessions, places, ties } = indexSessions(input, {});
  const { nNeighbours, sampleSize, normalisation, idfWeight } = options;
  const recency = recencyWeights(sessions, input.until, options.halfLife);
  const information = places.map((own) => 1 + idfWeight * Math.log(sessions.length / Math.max(1, own.length)));
  const similarity = new Float64Array(sessions.length);
  const latestShared = new Int32Array(sessions.length);
  const scores = new Float32Array(input.nItems);
  return (question) => {
    scores.set(ties);
    const items = itemsBack(question, options.readsHistory);
    const met: number[] = [];
    items.forEach((item, back) => {
      const weight = decays[options.weighting](back + 1);
      if (weight === 0) return;
      for (const place of places[item]) {
        if (similarity[place] === 0) {
          met.push(place);
          latestShared[place] = back + 1;
        }
        similarity[place] += weight;
      }
    });
    const sample = met.length > sampleSize ? met.sort((a, b) => b - a).slice(0, sampleSize) : met;
    if (normalisation > 0) for (const place of sample) similarity[place] /= Math.sqrt(sessions[place].distinct.length);
    if (options.halfLife > 0) for (const place of sample) similarity[place] *= recency[place];
    // Of sessions that are alike the newer is nearer: places ascend in time.
    sample.sort((a, b) => similarity[b] - similarity[a] || b - a);
    for (const place of sample.slice(0, nNeighbours)) {
      const vote = similarity[place] * decays[options.voteWeighting](latestShared[place]);
      if (vote > 0) for (const item of sessions[place].distinct) scores[item] += vote * information[item];
    }
    for (const place of met) similarity[place] = 0;
    return scores;
  };
}

/** The question's items, each once, the latest first. */
function itemsBack(question: EvaluationCase, readsHistory: boolean): number[] {
  const { earlier, current } = divideSteps(question);
  const last = earlier.at(-1)?.session;
  const standIn = (): Step[] => (readsHistory ? earlier : earlier.filter(({ session }) => session === last));
  const steps = current.length > 0 ? current : standIn();
  return [...new Set(steps.map(({ item }) => item).reverse())];
}
