import { element } from '../shop/element.js';
import { clusterColour } from './cluster-colour.js';
import { type GlassSection, sectionNode } from './glass-section.js';

const shownClusters = 5;
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });

/** The shopper's cluster, and how sure that is: the likeliest clusters as bars. */
export function createShopperSection(): GlassSection {
  const lead = element('p', { class: 'glass-lead' });
  const bars = element('ul', { class: 'bars' });
  return {
    node: sectionNode('Your kind of shopper', lead, bars),
    show({ profile: { cluster, clusters } }) {
      lead.replaceChildren(
        ...(cluster
          ? ['Most like shoppers of ', element('strong', {}, cluster.label), '.']
          : ['Not known yet. Open a few products first.']),
      );
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
