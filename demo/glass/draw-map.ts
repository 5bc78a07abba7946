import { clusterColour } from '../../src/debug/cluster-colour.js';
import type { ItemMap, Point } from './item-map.js';

/** What the map shows of the shopper. */
export interface MapScene {
  /** The shopper's cluster, whose items are lit; null lights them all. */
  readonly cluster: number | null;
  /** What the shopper looked at, oldest first. */
  readonly trail: readonly Point[];
  readonly shopper: Point | null;
}

/** Room around the map, as a share of its side. */
const margin = 0.03;

/** Draws every item as a dot in the colour of the cluster that favours it. */
export function drawItems(canvas: HTMLCanvasElement, { places, side }: ItemMap, cluster: number | null): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const toPixel = pixelScale(canvas, side);
  const radius = Math.max(1, canvas.width / 260);
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const place of places) {
    if (!place) continue;
    const [x, y, itemCluster] = place;
    context.globalAlpha = cluster === null ? 0.6 : itemCluster === cluster ? 1 : 0.35;
    context.fillStyle = clusterColour(itemCluster);
    context.beginPath();
    context.arc(toPixel(x), toPixel(y), radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** Draws the shopper's trail, fading into the past, and their dot. */
export function drawShopper(canvas: HTMLCanvasElement, side: number, trail: readonly Point[], dot: Point | null): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const toPixel = pixelScale(canvas, side);
  const { color } = getComputedStyle(canvas);
  const unit = canvas.width / 368;
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = 1.5 * unit;
  const way = dot ? [...trail, dot] : trail;
  way.forEach((point, i) => {
    context.globalAlpha = 0.2 + (0.7 * (i + 1)) / way.length;
    const next = way[i + 1];
    if (next) line(context, toPixel(point.x), toPixel(point.y), toPixel(next.x), toPixel(next.y));
    if (i < trail.length) disc(context, toPixel(point.x), toPixel(point.y), 3 * unit);
  });
  context.globalAlpha = 1;
  if (!dot) return;
  const [x, y] = [toPixel(dot.x), toPixel(dot.y)];
  context.globalAlpha = 0.18;
  disc(context, x, y, 17 * unit);
  context.globalAlpha = 1;
  disc(context, x, y, 7.5 * unit);
  context.fillStyle = '#ff7a45';
  disc(context, x, y, 5 * unit);
}

function pixelScale(canvas: HTMLCanvasElement, side: number): (value: number) => number {
  return (value) => canvas.width * (margin + (1 - 2 * margin) * (value / side));
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
