import { element } from '../shop/element.js';
import { drawItems, drawShopper, type MapScene } from './draw-map.js';
import type { ItemMap, Point } from './item-map.js';

/** The map as a picture that follows the shopper. */
export interface MapCanvas {
  readonly node: HTMLCanvasElement;
  setItems(map: ItemMap): void;
  /** Shows a scene; the shopper's dot glides from where it was. */
  show(scene: MapScene): void;
}

const glideMs = 700;
/** A pointer this close to an item, in map units, points at it. */
const reach = 18;

/**
 * Creates the map.
 *
 * @param onPoint called with the catalogue index of the item under the pointer, or null
 */
export function createMapCanvas(onPoint: (index: number | null) => void): MapCanvas {
  const node = element('canvas', { class: 'map', role: 'img', 'aria-label': 'Map of all products' });
  const ground = document.createElement('canvas');
  let map: ItemMap | undefined;
  let scene: MapScene = { cluster: null, trail: [], shopper: null };
  let dot: Point | null = null;
  let frame = 0;

  const paintGround = () => {
    const size = Math.round(node.clientWidth * devicePixelRatio);
    if (!map || size === 0) return;
    node.width = node.height = ground.width = ground.height = size;
    drawItems(ground, map, scene.cluster);
    paint();
  };
  const paint = () => {
    const context = node.getContext('2d');
    if (!context || !map || ground.width === 0) return;
    context.clearRect(0, 0, node.width, node.height);
    context.drawImage(ground, 0, 0);
    drawShopper(node, map.side, scene.trail, dot);
  };
  const glideTo = (goal: Point) => {
    cancelAnimationFrame(frame);
    const from = dot;
    if (!from || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      dot = goal;
      return paint();
    }
    const start = performance.now();
    const step = (now: number) => {
      const progress = Math.min(1, Math.max(0, (now - start) / glideMs));
      const eased = 1 - (1 - progress) ** 3;
      dot = { x: from.x + (goal.x - from.x) * eased, y: from.y + (goal.y - from.y) * eased };
      paint();
      if (progress < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };

  new ResizeObserver(paintGround).observe(node);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paintGround);
  node.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    if (map) onPoint(itemAt(map, (offsetX / node.clientWidth) * map.side, (offsetY / node.clientHeight) * map.side));
  });
  node.addEventListener('pointerleave', () => onPoint(null));

  return {
    node,
    setItems(items) {
      map = items;
      paintGround();
    },
    show(next) {
      const isOtherGround = next.cluster !== scene.cluster;
      scene = next;
      if (isOtherGround) paintGround();
      if (next.shopper) glideTo(next.shopper);
      else {
        dot = null;
        paint();
      }
    },
  };
}

function itemAt({ places }: ItemMap, x: number, y: number): number | null {
  let best: number | null = null;
  let bestDistance = reach;
  places.forEach((place, index) => {
    const distance = place ? Math.hypot(place[0] - x, place[1] - y) : Number.POSITIVE_INFINITY;
    if (distance < bestDistance) {
      best = index;
      bestDistance = distance;
    }
  });
  return best;
}
