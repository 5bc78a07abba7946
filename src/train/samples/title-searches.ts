import type { Random } from '../../random.js';
import type { Query } from '../../sequence/query.js';
import type { Step } from '../../sequence/step.js';
import type { Shopper } from '../dataset/dataset.js';

export interface TitleSearchOptions {
  /** The words of each item's title, [nItems]. */
  readonly titleWords: readonly (readonly string[])[];
  /** Share of the sessions that begin with a search of which nobody knows. */
  readonly share: number;
}

/** Words of a made-up search, at most. */
const maxWords = 3;

/**
 * Makes up searches for a shopper: some sessions without one begin with one to three words, in their order, of the title
 * of an item that is met first. Most logs tell what was found and not what was looked for; this is how words learn to
 * lead to items. It happens in training alone: nothing is ever measured on what nobody searched for.
 *
 * @returns the shopper with these searches among their own
 */
export function makeUpSearches(
  shopper: Pick<Shopper, 'steps' | 'queries'>,
  { titleWords, share }: TitleSearchOptions,
  random: Random,
): Pick<Shopper, 'steps' | 'queries'> {
  if (share === 0) return shopper;
  const { steps, queries = [] } = shopper;
  const searched = new Set(queries.map(({ session }) => session));
  const madeUp: Query[] = [];
  for (let from = 0; from < steps.length; ) {
    const { session, time } = steps[from];
    const run = firstRun(steps, from);
    if (!searched.has(session) && random.next() < share) {
      const words = drawWords(titleWords[run[random.integer(run.length)].item], random);
      if (words.length > 0) madeUp.push({ query: words.join(' '), session, time });
    }
    while (from < steps.length && steps[from].session === session) from++;
  }
  if (madeUp.length === 0) return shopper;
  return { steps, queries: [...queries, ...madeUp].sort((a, b) => a.session - b.session || a.time - b.time) };
}

/** The steps of a session that share the time of its first. */
function firstRun(steps: readonly Step[], from: number): readonly Step[] {
  const { session, time } = steps[from];
  const end = steps.findIndex((step, i) => i > from && (step.session !== session || step.time !== time));
  return steps.slice(from, end < 0 ? steps.length : end);
}

/** One to three different words of a title, in its order. */
function drawWords(title: readonly string[], random: Random): string[] {
  const words = [...new Set(title)];
  const chosen = new Set(random.shuffle(words.slice()).slice(0, 1 + random.integer(maxWords)));
  return words.filter((word) => chosen.has(word));
}
