import { parseConfig } from '../../../src/train/config/config.js';
import { type LoadedDataset, loadDataset } from '../../../src/train/dataset/load-dataset.js';

/** Small logs are kept whole, and the last two of ten sessions are held out. */
export const keepAll = { minItemCount: 1, minSessionEvents: 1 };

/** No small log has enough shoppers for the rule of how many must stand behind what is published. */
export const noPrivacy = { minShoppers: 1 };

/** Loads files as a small log. */
export function load(events: string[], config: object = {}, items?: string): Promise<LoadedDataset> {
  return loadDataset({
    events,
    config: parseConfig({ clean: keepAll, privacy: noPrivacy, ...config }),
    ...(items ? { items } : {}),
  });
}

/** Loads files as a small log, with what is said while they are read. */
export async function loadNoting(
  events: string[],
  config: object = {},
  items?: string,
): Promise<LoadedDataset & { readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const loaded = await loadDataset({
    events,
    config: parseConfig({ clean: keepAll, privacy: noPrivacy, ...config }),
    ...(items ? { items } : {}),
    onNote: (note) => notes.push(note),
  });
  return { ...loaded, notes };
}

/** Ten sessions a day apart, each of items a and b, a minute apart. */
export function tenSessions(row: (session: number, item: string, time: Date) => string): string[] {
  return Array.from({ length: 10 }, (_, session) => session).flatMap((session) =>
    ['a', 'b'].map((item, i) => row(session, item, new Date(Date.UTC(2024, 0, 1 + session, 12, i)))),
  );
}

/** How far apart the ten sessions are, in ms. */
export const day = 24 * 3_600_000;

/** When the first of them begins, ms since 1970. */
export const start = Date.UTC(2024, 0, 1, 12);
