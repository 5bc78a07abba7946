/**
 * Items that go together, as a sparse table beside the encoder: one embedding for a whole sequence cannot point at
 * the next size and colour of each of its items; a table can.
 */
export interface Companions {
  /** Table columns. */
  readonly perItem: number;
  /** Rows of each item's companions, row-major [nItems, perItem]; -1 where it has fewer. */
  readonly items: Int32Array;
  /** How much an item speaks for each of its companions, [nItems, perItem]. */
  readonly strengths: Float32Array;
  /** What each of the `companionFeatures` adds to a logit, [4]. */
  readonly weights: Float32Array;
}

/**
 * What the tokens of a sequence say about an item, in the order of `Companions.weights`:
 * log(1 + times met in the current session); the strengths towards it of the current session's items, their sum and
 * their mean; the mean strength of the items of earlier sessions.
 */
export const companionFeatures = ['revisit', 'together', 'togetherMean', 'before'] as const;

/** Reads a sequence token by token and tells its features at any point; one walk serves training and ranking. */
export interface CompanionTally {
  push(token: number): void;
  /** Visits every item about which the tokens so far say anything; `features` is reused between the calls. */
  visit(tell: (item: number, features: Float32Array) => void): void;
}

/** Starts an empty tally. */
export function createCompanionTally(
  { perItem, items, strengths }: Pick<Companions, 'perItem' | 'items' | 'strengths'>,
  sessionStart: number,
): CompanionTally {
  const nItems = sessionStart;
  const met = new Float32Array(nItems);
  const together = new Float32Array(nItems);
  const before = new Float32Array(nItems);
  const isTouched = new Uint8Array(nItems);
  const touched: number[] = [];
  let currentItems: number[] = [];
  let earlierCount = 0;
  const touch = (item: number) => {
    if (isTouched[item]) return;
    isTouched[item] = 1;
    touched.push(item);
  };
  const addCompanions = (item: number, sums: Float32Array) => {
    for (let i = item * perItem; i < (item + 1) * perItem && items[i] >= 0; i++) {
      sums[items[i]] += strengths[i];
      touch(items[i]);
    }
  };
  return {
    push(token) {
      if (token === sessionStart) {
        for (const item of currentItems) addCompanions(item, before);
        earlierCount += currentItems.length;
        met.fill(0);
        together.fill(0);
        currentItems = [];
        return;
      }
      // A second look at an item says nothing new about its companions.
      if (met[token]++ === 0) {
        currentItems.push(token);
        addCompanions(token, together);
      }
      touch(token);
    },
    visit(tell) {
      const features = new Float32Array(companionFeatures.length);
      for (const item of touched) {
        features[0] = Math.log1p(met[item]);
        features[1] = together[item];
        features[2] = together[item] / (currentItems.length || 1);
        features[3] = before[item] / (earlierCount || 1);
        tell(item, features);
      }
    },
  };
}

/**
 * Adds to an encoder's logits what the companions of a sequence's items say, in place.
 *
 * @param logits [nItems]
 * @param tokens the encoder's input; session starts are `logits.length`
 */
export function addCompanionLogits(logits: Float32Array, tokens: Int32Array, companions: Companions): void {
  const tally = createCompanionTally(companions, logits.length);
  for (const token of tokens) tally.push(token);
  tally.visit((item, features) => {
    for (let f = 0; f < features.length; f++) logits[item] += companions.weights[f] * features[f];
  });
}
