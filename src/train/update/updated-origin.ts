import type { ModelUpdate, Provenance } from '../../encoder/artifact/manifest.js';

/**
 * Where an updated model comes from: all files that it ever learned from, each once, and every update, oldest first.
 *
 * @param former of the model that was updated
 * @param now of the update itself, its `data` the files that are new
 */
export function updatedOrigin(
  former: Provenance,
  now: Provenance,
  { model, isClustersOnly }: Omit<ModelUpdate, 'data'>,
): Provenance {
  const known = new Set(former.data.map(({ sha256 }) => sha256));
  const licence = now.licence ?? former.licence;
  return {
    ...now,
    ...(licence ? { licence } : {}),
    data: [...former.data, ...now.data.filter(({ sha256 }) => !known.has(sha256))],
    updates: [...(former.updates ?? []), { model, data: now.data, isClustersOnly }],
  };
}
