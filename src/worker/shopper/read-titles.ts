import type { ColdScorer } from '../../encoder/cold-items/cold-scorer.js';

/** Titles that are read at a stretch, some 10 ms, after which others may be answered. */
const perStretch = 500;

/** Reads the titles of a catalogue, if nobody has yet, in stretches. */
export async function readTitles(scorer: Pick<ColdScorer, 'read'>): Promise<void> {
  while (!scorer.read(perStretch)) await new Promise((resolve) => setTimeout(resolve));
}
