import { leastMove } from '../../clusters/succession/cluster-changes.js';
import { minSharedBy } from '../../clusters/words/meetings.js';
import { neutraliseLine } from '../terminal/neutralise.js';
import { formatTable } from '../terminal/table.js';
import type { ClusterLine, UpdateReport } from './update-report.js';

/** An update as text: what it learned from, what became of each cluster, how many shoppers that moves, and whether it ranks better. */
export function describeUpdate(report: UpdateReport): string {
  const { clusters, shoppers, items, encoder, isClustersOnly, data } = report;
  const sections = [
    `${neutraliseLine(data.map(({ file }) => file).join(', '))}: ${isClustersOnly ? 'clusters and ranking weights only' : describeEncoder(encoder)}, ${describeItems(items)}`,
    formatTable(clusters.map(toRow)),
    [...clusters.flatMap(tell), ...describeSteady(clusters)].join('\n'),
    `of ${count(shoppers.compared)} shoppers of this log whom both models place, on the same history, ` +
      `${count(shoppers.changed)} (${percent(shoppers.changed, shoppers.compared)}) are in another cluster than before`,
    describeMetrics(report),
    footnote,
  ];
  return `${sections
    .filter((section) => section !== '')
    .join('\n\n')
    .replaceAll('\n\n\n', '\n\n')}\n`;
}

const footnote = `before: training shoppers of the former model; same log: shoppers of this log as the former model places them;
now: as this model places them; stay: of those in 'same log', who are in it still; moved: how far the centre went, 1 is the
way to the nearest other cluster.
moved from ${leastMove} on; split, merged: at least half of the members, ${minSharedBy} shoppers or more; ids are never used again`;

function toRow({ id, fate, labelBefore, labelNow, sizeBefore, placedBefore, sizeNow, stays, moved }: ClusterLine) {
  return {
    id: String(id),
    fate,
    'label before': labelBefore ?? '',
    'label now': labelNow ?? '',
    before: sizeBefore,
    'same log': placedBefore,
    now: sizeNow,
    stay: stays === undefined ? '' : `${Math.round(100 * stays)} %`,
    moved: moved === undefined ? '' : moved.toFixed(2),
  };
}

/** What is worth a sentence about one cluster. */
function tell(line: ClusterLine): string[] {
  const { id, fate, labelBefore, labelNow, partner, share = 0, moved = 0 } = line;
  const named = `cluster ${id} (${neutraliseLine(labelNow ?? labelBefore ?? '')})`;
  const other = partner ? `cluster ${partner.id} (${neutraliseLine(partner.label)})` : '';
  const part = `${Math.round(100 * share)} % of its members`;
  switch (fate) {
    case 'split':
      return [`${named} split off ${other}: ${part} were there`];
    case 'merged':
      return [`${named} merged into ${other}: ${part} are there now`];
    case 'born':
      return [`${named} was born: no former cluster had half of its members`];
    case 'died':
      return [`${named} died: no cluster has half of its members now`];
    case 'moved':
      return [`${named} moved: its centre went ${Math.round(100 * moved)} % of the way to the nearest other cluster`];
    case 'quiet':
      return [`${named} stays as it was: fewer than ${minSharedBy} of its shoppers are in this log`];
    default:
      return [];
  }
}

function describeSteady(clusters: readonly ClusterLine[]): string[] {
  const kept = clusters.filter(({ fate }) => fate === 'kept');
  const renamed = kept.filter(({ labelBefore, labelNow }) => labelBefore !== labelNow);
  if (kept.length === 0) return [];
  const names = renamed.length > 0 ? `, ${count(renamed.length)} of them by another label` : '';
  return [`${count(kept.length)} of ${count(clusters.length)} go on where they were${names}`];
}

function describeEncoder({ epochsRun, epochsKept }: UpdateReport['encoder']): string {
  if (epochsKept === 0) return `the encoder stays as it was: ${count(epochsRun)} epochs did not rank validation better`;
  return `the encoder went on for ${count(epochsKept)} ${epochsKept === 1 ? 'epoch' : 'epochs'}`;
}

function describeItems({ before, now }: UpdateReport['items']): string {
  return now === before ? `${count(now)} items as before` : `${count(now - before)} new items beside ${count(before)}`;
}

/** The measures that people read first, of every protocol, before and after. */
function describeMetrics({ metrics: { before, now } }: UpdateReport): string {
  const shown = Object.keys(now).filter((name) => /\/(hitRate|recall|mrr|ndcg)@20$/.test(name));
  const rows = shown.map((metric) => ({ metric, before: before[metric], now: now[metric] }));
  if (rows.length === 0) return '';
  return `on the newest sessions of the new files, which neither model learned from\n${formatTable(rows)}`.trimEnd();
}

function count(n: number): string {
  return n.toLocaleString('en-GB');
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
