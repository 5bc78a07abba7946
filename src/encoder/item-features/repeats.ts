/**
 * What having met an item before says about meeting it again, beside the encoder: how often, how lately, how many
 * steps or sessions ago. A learned weight for each makes a repeat bias by distance.
 */
export interface Repeats {
  /** What each of the `repeatFeatures` adds to a logit, [repeatFeatures.length]. */
  readonly weights: Float32Array;
}

/**
 * The features of an item that was met, in the order of `Repeats.weights`:
 * log(1 + times met); the share of the shopper's sessions that have it; log(1 + times met), each meeting counting half
 * for every 10 and every 45 days since; then, one of them 1 and the others 0, how many tokens ago it was met last in the
 * current session, or how many sessions ago where the current one does not have it.
 */
export const repeatFeatures = [
  'times',
  'sessionShare',
  'within10Days',
  'within45Days',
  'tokensAgo1',
  'tokensAgo2',
  'tokensAgo3',
  'tokensAgo4to5',
  'tokensAgo6to9',
  'tokensAgo10',
  'sessionsAgo1',
  'sessionsAgo2',
  'sessionsAgo3to4',
  'sessionsAgo5',
] as const;

const day = 86_400_000;
const halfLives = [10 * day, 45 * day];
const firstTokensAgo = repeatFeatures.indexOf('tokensAgo1');
const firstSessionsAgo = repeatFeatures.indexOf('sessionsAgo1');
/** The longest distance of each bucket but the last. */
const tokenBounds = [1, 2, 3, 5, 9];
const sessionBounds = [1, 2, 4];

/** Reads a shopper's tokens one by one and tells the features at any point; one walk serves training and ranking. */
export interface RepeatTally {
  /** @param time ms since 1970 */
  push(token: number, time: number): void;
  /** Visits every item that was met, at the time of the last token; `features` is reused between the calls. */
  visit(tell: (item: number, features: Float32Array) => void): void;
}

interface Meetings {
  times: number;
  sessions: number;
  /** Decayed counts at `lastTime`, one a half-life. */
  readonly decayed: Float64Array;
  lastTime: number;
  lastToken: number;
  lastSession: number;
}

/**
 * Starts an empty tally.
 *
 * @param sessionStart the token; items are below it, other special tokens above
 */
export function createRepeatTally(sessionStart: number): RepeatTally {
  const met = new Map<number, Meetings>();
  let nTokens = 0;
  let nSessions = 0;
  let now = 0;
  return {
    push(token, time) {
      now = time;
      nTokens++;
      if (token === sessionStart) nSessions++;
      if (token >= sessionStart) return;
      // A window may begin inside a session.
      nSessions ||= 1;
      const item = met.get(token) ?? startMeetings(time);
      met.set(token, item);
      item.times++;
      if (item.lastSession !== nSessions) item.sessions++;
      halfLives.forEach((halfLife, i) => {
        item.decayed[i] = item.decayed[i] * decay(time - item.lastTime, halfLife) + 1;
      });
      item.lastTime = time;
      item.lastToken = nTokens;
      item.lastSession = nSessions;
    },
    visit(tell) {
      const features = new Float32Array(repeatFeatures.length);
      for (const [item, { times, sessions, decayed, lastTime, lastToken, lastSession }] of met) {
        features.fill(0);
        features[0] = Math.log1p(times);
        features[1] = sessions / nSessions;
        for (let i = 0; i < halfLives.length; i++) {
          features[2 + i] = Math.log1p(decayed[i] * decay(now - lastTime, halfLives[i]));
        }
        const isCurrent = lastSession === nSessions;
        const place = isCurrent
          ? firstTokensAgo + bucket(nTokens - lastToken + 1, tokenBounds)
          : firstSessionsAgo + bucket(nSessions - lastSession, sessionBounds);
        features[place] = 1;
        tell(item, features);
      }
    },
  };
}

/**
 * What a shopper's repeats add to the items' scores.
 *
 * @param tokens the shopper's whole history, also what the encoder's window leaves out; oldest first
 * @param times ms since 1970, one a token
 * @returns by item, for the items that were met
 */
export function repeatScores(
  { weights }: Repeats,
  tokens: ArrayLike<number>,
  times: ArrayLike<number>,
  sessionStart: number,
): Map<number, number> {
  const tally = createRepeatTally(sessionStart);
  for (let t = 0; t < tokens.length; t++) tally.push(tokens[t], times[t]);
  const scores = new Map<number, number>();
  tally.visit((item, features) => {
    let score = 0;
    for (let f = 0; f < features.length; f++) score += weights[f] * features[f];
    scores.set(item, score);
  });
  return scores;
}

function startMeetings(time: number): Meetings {
  const decayed = new Float64Array(halfLives.length);
  return { times: 0, sessions: 0, decayed, lastTime: time, lastToken: 0, lastSession: 0 };
}

/** A clock that was set back ages nothing. */
function decay(ageMs: number, halfLifeMs: number): number {
  return ageMs <= 0 ? 1 : 2 ** (-ageMs / halfLifeMs);
}

function bucket(distance: number, bounds: readonly number[]): number {
  const found = bounds.findIndex((bound) => distance <= bound);
  return found < 0 ? bounds.length : found;
}
