import type { Profile } from '../../index.js';
import { clusterColour } from '../cluster-colour.js';
import type { DebugSection } from '../debug-section.js';
import { percent } from '../describe.js';
import { element } from '../element.js';

const shownClusters = 5;

/** The shopper's cluster, and how sure that is: the likeliest clusters as bars, and the way over the visits. */
export function createShopperSection(): DebugSection {
  const lead = element('p', { class: 'lead' });
  const bars = element('ul', { class: 'bars' });
  const way = element('p', { class: 'note' });
  return {
    title: 'Your kind of shopper',
    node: element('div', {}, lead, bars, way),
    show({ profile: { cluster, clusters, visits } }) {
      lead.replaceChildren(
        ...(cluster
          ? ['Most like shoppers of ', element('strong', {}, cluster.label), '.']
          : [clusters.length > 0 ? 'Far from every kind there is.' : 'Not known yet. Open a few products first.']),
      );
      way.textContent = tellWay({ clusters, visits });
      bars.replaceChildren(...clusters.slice(0, shownClusters).map(barNode));
    },
  };
}

function barNode({ id, label, probability }: Profile['clusters'][number]): HTMLElement {
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
  // By the object model: a style attribute is refused where the page's policy allows no inline style.
  bar.style.setProperty('--share', String(probability));
  bar.style.setProperty('--bar', clusterColour(id));
  return element('li', {}, element('span', {}, label), element('span', {}, percent.format(probability)), bar);
}

/** The clusters of the visits one after another, each told when it changes; nothing while there is only one. */
function tellWay({ clusters, visits }: Pick<Profile, 'clusters' | 'visits'>): string {
  const labelOf = (id: number | null) => clusters.find((cluster) => cluster.id === id)?.label ?? 'none of these';
  const moves = visits.filter(({ cluster }, i) => i === 0 || cluster !== visits[i - 1].cluster);
  if (visits.length < 2) return '';
  if (moves.length === 1) return `The same in all of your last ${visits.length} visits.`;
  return `Over your last ${visits.length} visits: ${moves.map(({ cluster }) => labelOf(cluster)).join(' → ')}.`;
}
