import { element } from './element.js';

/** How a product is drawn; names are those of symbols in `pictures.svg` and of classes in pictures.css. */
export interface Picture {
  readonly thing: string;
  readonly motif: string | null;
  readonly tint: string;
  readonly pattern: string;
  readonly copies: number;
}

/** Where each copy stands, the front one last: x, y and size on a 100 x 100 ground. */
const places: Readonly<Record<number, readonly (readonly [number, number, number])[]>> = {
  1: [[21, 20, 58]],
  2: [
    [14, 22, 46],
    [36, 28, 52],
  ],
  3: [
    [9, 24, 40],
    [51, 24, 40],
    [25, 28, 52],
  ],
};

/**
 * Draws a product: its thing on a tinted, patterned ground, and its motif as a round sticker in the corner.
 *
 * The drawing says what the title beside it says, so it is hidden from screen readers.
 */
export function drawPicture({ thing, motif, tint, pattern, copies }: Picture): HTMLElement {
  const uses = places[copies].map(([x, y, size]) => use(thing, x, y, size)).join('');
  const sticker = motif
    ? `<circle class="sticker" cx="79" cy="79" r="15.5"/><g class="motif">${use(motif, 68.5, 68.5, 21)}</g>`
    : '';
  const ground = element('div', { class: `picture tint-${tint} pattern-${pattern}`, 'aria-hidden': 'true' });
  ground.innerHTML = `<svg viewBox="0 0 100 100"><ellipse class="shadow" cx="50" cy="76.5" rx="25" ry="4"/>${uses}${sticker}</svg>`;
  return ground;
}

function use(symbol: string, x: number, y: number, size: number): string {
  return `<use href="#${symbol}" x="${x}" y="${y}" width="${size}" height="${size}"/>`;
}

/**
 * Puts the drawings of `/pictures.svg` into the page, once: drawings that were referred to in a file of their own
 * would be asked for again with every new product on the page.
 */
export async function loadPictures(): Promise<void> {
  const holder = element('div', { class: 'visually-hidden', 'aria-hidden': 'true' });
  holder.innerHTML = await (await fetch('/pictures.svg')).text();
  document.body.prepend(holder);
}
