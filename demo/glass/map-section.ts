import type { DebugSection } from '../../src/debug/debug.js';
import { itemIdsOf } from '../../src/events/event/event.js';
import type { Explanation, ExportedData } from '../../src/index.js';
import type { Catalogue, Product } from '../shop/catalogue.js';
import { element } from '../shop/element.js';
import { type ItemMap, loadItemMap, type Point, shopperPlace } from './item-map.js';
import { createMapCanvas } from './map-canvas.js';
import { scoreOf } from './watch-picks.js';

/** A part of the panel that shows the best items of the catalogue, too. */
export interface PicksSection extends DebugSection {
  showPicks(picks: readonly Explanation[]): void;
}

/** So many of the latest items the shopper met are joined by the trail. */
const trailLength = 12;

/** The map of all products, with the shopper's dot on it and the trail of what they looked at. */
export function createMapSection(catalogue: Catalogue): PicksSection {
  const caption = element('p', { class: 'map-caption' }, 'Products that the same shoppers want stand close together.');
  const canvas = createMapCanvas((index) => {
    caption.textContent = index === null ? said : catalogue.products[index].title;
  });
  let said = caption.textContent ?? '';
  let map: ItemMap | undefined;
  let latest: ExportedData | undefined;
  let picks: readonly Explanation[] = [];
  const indexOf = new Map(catalogue.products.map(({ id }, i) => [id, i]));
  const placeOf = (id: string): Point | null => {
    const place = map?.places[indexOf.get(id) ?? -1];
    return place ? { x: place[0], y: place[1] } : null;
  };

  const render = () => {
    if (!map || !latest) return;
    const near = picks.flatMap((pick) => {
      const place = placeOf(pick.itemId);
      return place ? [{ ...place, score: scoreOf(pick) }] : [];
    });
    const met = latest.events.filter(({ type }) => type !== 'view_item_list').flatMap((event) => itemIdsOf(event));
    const trail = met.slice(-trailLength).flatMap((id) => placeOf(id) ?? []);
    canvas.show({ cluster: latest.profile.cluster?.id ?? null, trail, shopper: shopperPlace(near) });
    said = nearby(picks, catalogue.byId);
    caption.textContent = said;
    canvas.node.setAttribute('aria-label', `Map of all products. ${said}`);
  };
  void loadItemMap().then((loaded) => {
    map = loaded;
    canvas.setItems(loaded);
    render();
  });
  return {
    title: 'Where you are among the products',
    node: element('div', {}, canvas.node, caption),
    show(state) {
      latest = state;
      render();
    },
    showPicks(found) {
      picks = found;
      render();
    },
  };
}

function nearby(picks: readonly Explanation[], products: ReadonlyMap<string, Product>): string {
  const titles = picks.slice(0, 3).flatMap(({ itemId }) => products.get(itemId)?.title ?? []);
  return titles.length > 0
    ? `You stand near ${titles.join(', ')}. The line is the way you came.`
    : 'Products that the same shoppers want stand close together. You are not on the map yet.';
}
