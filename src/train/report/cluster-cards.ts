import type { Favoured } from '../../clusters/meaning/favoured.js';
import { minSharedBy } from '../../clusters/words/meetings.js';
import type { ReportCluster } from './data/report-data.js';
import { html, type Markup } from './page/html.js';
import { capital, count, percent } from './page/numbers.js';

/** Items on a card, at most. */
const nItems = 6;

/** A card for each group: what it is called, how it differs, and what it looks at. */
export function clusterCards(meanings: readonly ReportCluster[]): Markup {
  return html`<p class="note">Each figure with × says how many times as large a share is in the group as among all shoppers. Hours are those of the log, read as UTC.</p><div class="cards">${meanings.map(clusterCard)}</div>`;
}

function clusterCard(cluster: ReportCluster): Markup {
  const {
    id,
    number,
    label,
    terms,
    size,
    share,
    difference,
    topItems,
    path,
    price,
    hour,
    weekday,
    nextActions,
    categories,
  } = cluster;
  const members =
    size < minSharedBy ? `fewer than ${minSharedBy} shoppers` : `${count(size)} shoppers · ${percent(share)}`;
  const facts: readonly (readonly [string, Markup | string | undefined])[] = [
    ['Favours', categories.length > 0 ? listFavoured(categories.slice(0, 3)) : undefined],
    [
      'Typical path',
      path.length > 0 ? html`<ol class="path">${path.map((kind) => html`<li>${kind}</li>`)}</ol>` : undefined,
    ],
    ['Price level', price && `${price.median.toFixed(2)}, average ${price.average.toFixed(2)}`],
    ['Comes more often', hour || weekday ? tellTimes(hour, weekday) : undefined],
    ['Next, more often', nextActions.length > 0 ? listFavoured(nextActions) : undefined],
    ['Also told by', terms.length > 3 ? terms.slice(3).join(', ') : undefined],
  ];
  return html`<article class="card c${id}" id="group-${number}" aria-labelledby="group-${number}-name">
<header><span class="chip c${id}" aria-hidden="true">${number}</span><div><h3 id="group-${number}-name"><span class="away">Group ${number}: </span>${capital(label)}</h3><p class="members">${members}</p></div></header>
<p class="difference">${difference}</p>
<dl>${facts.map(([name, fact]) => fact && html`<div><dt>${name}</dt><dd>${fact}</dd></div>`)}</dl>
${topItems.length > 0 && html`<h4>Items it favours</h4><div class="items">${listFavoured(topItems.slice(0, nItems))}</div>`}
</article>`;
}

function listFavoured(favoured: readonly Favoured[]): Markup {
  return html`<ul>${favoured.map(
    ({ name, share, average }) =>
      html`<li><span>${name}</span> <span class="factor">${(share / average).toFixed(1)} ×<span class="away"> the average</span></span></li>`,
  )}</ul>`;
}

function tellTimes(hour?: Favoured, weekday?: Favoured): Markup {
  const times = [weekday && { ...weekday, name: `${weekday.name}s` }, hour && { ...hour, name: `from ${hour.name}` }];
  return html`<ul>${times.map(
    (time) =>
      time &&
      html`<li><span>${time.name}</span> <span class="factor">${percent(time.share)}, all ${percent(time.average)}</span></li>`,
  )}</ul>`;
}
