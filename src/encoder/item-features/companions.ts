/**
 * Items that go together, as a sparse table beside the encoder: one embedding for a whole sequence cannot point at
 * the next size and colour of each of its items; a table can.
 */
export interface Companions {
  /** Table columns. */
  readonly perItem: number;
  /** Rows of each item's companions, row-major [nItems, perItem]; -1 where it has fewer. */
  readonly items: Int32Array;
  /** How much an item speaks for each of its companions, from 0, [nItems, perItem]. */
  readonly strengths: Float32Array;
  /** What each of the `companionFeatures` adds to a logit, [companionFeatures.length]. */
  readonly weights: Float32Array;
}

/** Which items go together, without what that counts. */
export type CompanionTable = Pick<Companions, 'perItem' | 'items' | 'strengths'>;

/**
 * What the tokens of a sequence say about an item, in the order of `Companions.weights`: the strengths towards it of
 * the current session's items, as their sum, their mean, a sum that fades with every further token, and that of the
 * last item alone; then the mean strength of the items of earlier sessions; then the first, the third and the last of
 * these as logarithms, for a strength is near a probability, and logits add the logarithms of probabilities.
 *
 * A model that was made when there were fewer has weights for the first ones only.
 */
export const companionFeatures = [
  'together',
  'togetherMean',
  'recent',
  'last',
  'before',
  'logTogether',
  'logRecent',
  'logBefore',
] as const;

/** A strength that its logarithm begins to count from; below it, it counts as it is. */
const faint = 1e-3;

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
  { perItem, items, strengths }: CompanionTable,
  sessionStart: number,
): CompanionTally {
  // Few of many items are touched: what is known of them stands in slots, in the order they were touched.
  const slotOf = new Map<number, number>();
  const touched: number[] = [];
  const together: number[] = [];
  /** Grows by the token instead of fading by the token: what counts is the ratio to `growth`. */
  const recent: number[] = [];
  const before: number[] = [];
  let growth = 1;
  let currentItems = new Set<number>();
  let earlierCount = 0;
  let last = -1;
  const addCompanions = (item: number, sums: number[], factor: number) => {
    for (let i = item * perItem; i < (item + 1) * perItem && items[i] >= 0; i++) {
      let slot = slotOf.get(items[i]);
      if (slot === undefined) {
        slot = touched.length;
        slotOf.set(items[i], slot);
        touched.push(items[i]);
        together.push(0);
        recent.push(0);
        before.push(0);
      }
      sums[slot] += factor * strengths[i];
    }
  };
  const startSession = () => {
    for (const item of currentItems) addCompanions(item, before, 1);
    earlierCount += currentItems.size;
    together.fill(0);
    recent.fill(0);
    growth = 1;
    currentItems = new Set();
    last = -1;
  };
  return {
    push(token) {
      if (token === sessionStart) return startSession();
      if (token > sessionStart) return;
      growth /= fading;
      last = token;
      addCompanions(token, recent, growth);
      // A second look at an item says nothing new about what stands together with it.
      if (currentItems.has(token)) return;
      currentItems.add(token);
      addCompanions(token, together, 1);
    },
    visit(tell) {
      const features = new Float32Array(companionFeatures.length);
      const fromLast = new Float32Array(touched.length);
      if (last >= 0) {
        for (let i = last * perItem; i < (last + 1) * perItem && items[i] >= 0; i++) {
          fromLast[slotOf.get(items[i])!] = strengths[i];
        }
      }
      for (let slot = 0; slot < touched.length; slot++) {
        features[0] = together[slot];
        features[1] = together[slot] / (currentItems.size || 1);
        features[2] = recent[slot] / growth;
        features[3] = fromLast[slot];
        features[4] = before[slot] / (earlierCount || 1);
        features[5] = Math.log1p(features[0] / faint);
        features[6] = Math.log1p(features[2] / faint);
        features[7] = Math.log1p(features[4] / faint);
        tell(touched[slot], features);
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
