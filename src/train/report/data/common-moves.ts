import { html, type Markup } from '../page/html.js';
import { capital, count, day } from '../page/numbers.js';
import type { ClusterMoves } from './cluster-moves.js';
import type { ReportCluster } from './report-data.js';

/** Moves that are listed, at most. */
const nListed = 8;

/** The moves from one group to another that most shoppers made between the last two moments; nothing where there are none. */
export function commonMoves({ moments, flows }: ClusterMoves, meanings: readonly ReportCluster[]): Markup | undefined {
  const moves = (flows.at(-1) ?? [])
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => b.nShoppers - a.nShoppers)
    .slice(0, nListed);
  if (moves.length === 0) return undefined;
  const [before, after] = moments.slice(-2).map(day);
  const group = (id: number) =>
    html`<span class="chip c${id}">${meanings[id].number}</span> ${capital(meanings[id].label)}`;
  return html`<section class="metric"><h3>The most common moves</h3><p class="note">From ${before} to ${after}.</p><ol class="times">${moves.map(
    ({ from, to, nShoppers }) =>
      html`<li><span class="move">${group(from)} → ${group(to)}</span><span class="share">${count(nShoppers)}</span></li>`,
  )}</ol></section>`;
}
