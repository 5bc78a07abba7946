import type { Profile } from '../../src/index.js';
import { element } from '../shop/element.js';
import { clusterColour } from './cluster-colour.js';
import { type GlassSection, sectionNode } from './glass-section.js';

const shownClusters = 5;
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });

/** The clusters of the visits one after another, each told when it changes; nothing while there is only one. */
function tellWay({ clusters, visits }: Pick<Profile, 'clusters' | 'visits'>): string {
  const labelOf = (id: number | null) => clusters.find((cluster) => cluster.id === id)?.label ?? 'none of these';
  const moves = visits.filter(({ cluster }, i) => i === 0 || cluster !== visits[i - 1].cluster);
  if (visits.length < 2) return '';
  if (moves.length === 1) return `The same in all of your last ${visits.length} visits.`;
  return `Over your last ${visits.length} visits: ${moves.map(({ cluster }) => labelOf(cluster)).join(' → ')}.`;
}

/** The shopper's cluster, and how sure that is: the likeliest clusters as bars. */
export function createShopperSection(): GlassSection {
  const lead = element('p', { class: 'glass-lead' });
  const bars = element('ul', { class: 'bars' });
  const way = element('p', { class: 'map-caption' });
  return {
    node: sectionNode('Your kind of shopper', lead, bars, way),
    show({ profile: { cluster, clusters, visits } }) {
      lead.replaceChildren(
        ...(cluster
          ? ['Most like shoppers of ', element('strong', {}, cluster.label), '.']
          : [clusters.length > 0 ? 'Far from every kind there is.' : 'Not known yet. Open a few products first.']),
      );
      way.textContent = tellWay({ clusters, visits });
      bars.replaceChildren(
        ...clusters.slice(0, shownClusters).map(({ id, label, probability }) =>
          element(
            'li',
            {},
            element('span', { class: 'bar-label' }, label),
            element('span', { class: 'bar-value' }, percent.format(probability)),
            element('span', {
              class: 'bar',
              'aria-hidden': 'true',
              style: `--share: ${probability}; --bar: ${clusterColour(id)}`,
            }),
          ),
        ),
      );
    },
  };
}
