import type { ClusterSuccession, ClusterSummary } from '../../encoder/artifact/manifest.js';
import type { ClusterChange, ClusterFate } from './cluster-changes.js';

/** What the clusters of a model hand on. */
export interface Succession {
  /** The id of each cluster now, [nNow]. */
  readonly ids: readonly number[];
  /** Which cluster now each of every older model's became, the latest model first. */
  readonly succeeds: readonly ClusterSuccession[];
}

const goesOn: ReadonlySet<ClusterFate> = new Set(['kept', 'moved', 'quiet']);

/** What is known of the model that is succeeded. */
export interface FormerIds {
  /** The first 16 hex digits of its manifest's SHA-256. */
  readonly model: string;
  /** The id of each of its clusters, [nFormer]. */
  readonly ids: readonly number[];
  /** What its own clusters succeed. */
  readonly succeeds?: readonly ClusterSuccession[];
}

/**
 * Gives ids to clusters: those that go on keep theirs, others get ids that no cluster of this line of models ever had.
 *
 * What was merged is succeeded by what took it in, what died by nothing. The former model's own successions go on
 * through it, so that a device that kept something of any older model finds what its cluster became.
 *
 * @param changes as `tellChanges` gives them
 */
export function succeedClusters(changes: readonly ClusterChange[], nNow: number, former: FormerIds): Succession {
  const ids: number[] = new Array(nNow).fill(-1);
  for (const { fate, former: row, now } of changes) {
    if (goesOn.has(fate) && row !== undefined && now !== undefined) ids[now] = former.ids[row];
  }
  let next = 1 + Math.max(-1, ...former.ids, ...(former.succeeds ?? []).flatMap(idsIn));
  ids.forEach((id, now) => {
    if (id < 0) ids[now] = next++;
  });
  const direct: Record<number, number | null> = {};
  for (const { fate, former: row, now } of changes) {
    if (row === undefined || fate === 'split') continue;
    direct[former.ids[row]] = now === undefined ? null : ids[now];
  }
  const through = (former.succeeds ?? []).map(({ model, ids: older }) => ({
    model,
    ids: Object.fromEntries(
      Object.entries(older).map(([id, then]) => [id, then === null ? null : (direct[then] ?? null)]),
    ),
  }));
  return { ids, succeeds: [{ model: former.model, ids: direct }, ...through] };
}

function idsIn({ ids }: ClusterSuccession): number[] {
  return Object.entries(ids).flatMap(([id, successor]) =>
    successor === null ? [Number(id)] : [Number(id), successor],
  );
}

/** The summary under another id; a name that is a number follows it. */
export function withId(summary: ClusterSummary, row: number, id: number): ClusterSummary {
  const numbered = `group ${row + 1}`;
  const isNumbered = summary.label === numbered || summary.label.endsWith(`(${numbered})`);
  const label = isNumbered ? summary.label.replace(/group \d+(?=\)?$)/, `group ${id + 1}`) : summary.label;
  return { ...summary, id, label };
}
