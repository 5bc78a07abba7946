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
  /** What each of the `companionFeatures` adds to a logit, [companionFeatures.length]. */
  readonly weights: Float32Array;
}

/**
 * What the tokens of a sequence say about an item, in the order of `Companions.weights`: the strengths towards it of
 * the current session's items, as their sum, their mean, a sum that fades with every further token, and that of the
 * last item alone; then the mean strength of the items of earlier sessions.
 */
export const companionFeatures = ['together', 'togetherMean', 'recent', 'last', 'before'] as const;

/** What a strength counts in `recent`, one token further back. */
const fading = 0.6;

/** Reads a sequence token by token and tells its features at any point; one walk serves training and ranking. */
export interface CompanionTally {
  push(token: number): void;
  /** Visits every item about which the tokens so far say anything; `features` is reused between the calls. */
  visit(tell: (item: number, features: Float32Array) => void): void;
}

/**
 * Starts an empty tally.
 *
 * @param sessionStart the token; items are below it, other special tokens above
 */
export function createCompanionTally(
  { perItem, items, strengths }: Pick<Companions, 'perItem' | 'items' | 'strengths'>,
  sessionStart: number,
): CompanionTally {
  const nItems = sessionStart;
  const together = new Float32Array(nItems);
  /** Grows by the token instead of fading by the token: what counts is the ratio to `growth`. */
  const recent = new Float64Array(nItems);
  const before = new Float32Array(nItems);
  const isTouched = new Uint8Array(nItems);
  const isMet = new Uint8Array(nItems);
  const touched: number[] = [];
  let growth = 1;
  let currentItems: number[] = [];
  let earlierCount = 0;
  let last = -1;
  const addCompanions = (item: number, sums: Float32Array | Float64Array, factor: number) => {
    for (let i = item * perItem; i < (item + 1) * perItem && items[i] >= 0; i++) {
      const companion = items[i];
      sums[companion] += factor * strengths[i];
      if (isTouched[companion]) continue;
      isTouched[companion] = 1;
      touched.push(companion);
    }
  };
  const startSession = () => {
    for (const item of currentItems) {
      addCompanions(item, before, 1);
      isMet[item] = 0;
    }
    earlierCount += currentItems.length;
    for (const item of touched) {
      together[item] = 0;
      recent[item] = 0;
    }
    growth = 1;
    currentItems = [];
    last = -1;
  };
  return {
    push(token) {
      if (token === sessionStart) return startSession();
      if (token > sessionStart) return;
      growth /= fading;
      last = token;
      addCompanions(token, recent, growth);
      // A second look at an item says nothing new about what goes with it.
      if (isMet[token]) return;
      isMet[token] = 1;
      currentItems.push(token);
      addCompanions(token, together, 1);
    },
    visit(tell) {
      const features = new Float32Array(companionFeatures.length);
      const fromLast = new Map<number, number>();
      if (last >= 0) {
        for (let i = last * perItem; i < (last + 1) * perItem && items[i] >= 0; i++)
          fromLast.set(items[i], strengths[i]);
      }
      for (const item of touched) {
        features[0] = together[item];
        features[1] = together[item] / (currentItems.length || 1);
        features[2] = recent[item] / growth;
        features[3] = fromLast.get(item) ?? 0;
        features[4] = before[item] / (earlierCount || 1);
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
