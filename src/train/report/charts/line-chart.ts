import { html, type Markup } from '../page/html.js';
import { createChartScale, writeTick } from './chart-scale.js';

/** A line with a dot at each value. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** Which of the page's line colours it has, from 0; drawn fainter where `isFaint`. */
  readonly colour: number;
  readonly isFaint?: boolean;
  /** Drawn dashed, for what is another stage. */
  readonly isDashed?: boolean;
}

export interface LineChart {
  readonly lines: readonly Line[];
  /** What is counted along the bottom. */
  readonly across: string;
  readonly width: number;
  readonly height: number;
  /** Values that the vertical axis holds at least. */
  readonly holds?: readonly number[];
  /** Marks one of the places along the bottom. */
  readonly mark?: { readonly at: number; readonly text: string };
}

const margin = { left: 38, right: 12, top: 10, bottom: 34 };

/** Lines over whole numbers, with axes and, for more than one, a key below. */
export function drawLines({ lines, across, width, height, holds = [], mark }: LineChart): Markup {
  const points = lines.flatMap((line) => line.points);
  const keyHeight = lines.length > 1 ? 16 * Math.ceil(lines.length / 2) : 0;
  const bottom = height - margin.bottom - keyHeight;
  const y = createChartScale([...points.map(([, value]) => value), ...holds], [bottom, margin.top]);
  const xs = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const placeX = (x: number) =>
    first === last
      ? (margin.left + width - margin.right) / 2
      : margin.left + 8 + ((x - first) / (last - first)) * (width - margin.left - margin.right - 16);
  const every = Math.ceil(xs.length / 12);
  const at = ([x, value]: readonly [number, number]) => `${placeX(x).toFixed(1)} ${y.place(value).toFixed(1)}`;
  return html`<g class="axis">${y.ticks.map(
    (tick) =>
      html`<path d="M${margin.left} ${y.place(tick).toFixed(1)}H${width - margin.right}"/><text x="${margin.left - 6}" y="${(y.place(tick) + 4).toFixed(1)}" text-anchor="end">${writeTick(tick, y.ticks)}</text>`,
  )}${xs
    .filter((_, i) => i % every === 0)
    .map(
      (x) => html`<text x="${placeX(x).toFixed(1)}" y="${bottom + 16}" text-anchor="middle">${x}</text>`,
    )}<text x="${width - margin.right}" y="${bottom + 30}" text-anchor="end">${across}</text></g>
${mark && html`<path class="mark" d="M${placeX(mark.at).toFixed(1)} ${margin.top}V${bottom}"/><text class="marked" x="${(placeX(mark.at) + (placeX(mark.at) > width / 2 ? -5 : 5)).toFixed(1)}" y="${bottom - 7}" text-anchor="${placeX(mark.at) > width / 2 ? 'end' : 'start'}">${mark.text}</text>`}
${lines.map(
  ({ points: own, colour, isFaint, isDashed }) =>
    html`<g class="line l${colour % 8}${isFaint ? ' faint' : ''}${isDashed ? ' dashed' : ''}"><path class="stroke" d="${own.map((point, i) => `${i === 0 ? 'M' : 'L'}${at(point)}`).join('')}"/><path class="dots" d="${own.map((point) => `M${at(point)}h0`).join('')}"/></g>`,
)}
${lines.length > 1 && lines.map(({ name, colour, isFaint, isDashed }, i) => drawKey(name, `l${colour % 8}${isFaint ? ' faint' : ''}${isDashed ? ' dashed' : ''}`, margin.left + (i % 2) * ((width - margin.left) / 2), bottom + 48 + 16 * Math.floor(i / 2)))}`;
}

function drawKey(name: string, colour: string, x: number, y: number): Markup {
  return html`<g class="line ${colour}"><path class="stroke" d="M${x} ${y - 4}h16"/></g><text x="${x + 22}" y="${y}">${name}</text>`;
}
