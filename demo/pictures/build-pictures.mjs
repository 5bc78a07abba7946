import { icons } from '@iconify-json/fluent-emoji-flat';
import { festive } from './drawings/festive.mjs';
import { home } from './drawings/home.mjs';
import { kitchen } from './drawings/kitchen.mjs';
import { motifs } from './drawings/motifs.mjs';
import { paper } from './drawings/paper.mjs';
import { wear } from './drawings/wear.mjs';
import { paint } from './paints.mjs';

const drawings = { ...kitchen, ...home, ...wear, ...paper, ...festive, ...motifs };

/**
 * Puts the named drawings into one SVG sprite, each a `<symbol>` whose id is its name (`emoji:owl` becomes `emoji-owl`).
 *
 * @param names drawings of our own, or `emoji:` and the name of a Fluent Emoji icon
 * @returns the sprite's text; the order of names does not change it
 * @throws Error for a name that is neither
 */
export function buildPictures(names) {
  const symbols = [...new Set(names)].sort().map((name) => {
    const body = name.startsWith('emoji:') ? icons.icons[name.slice(6)]?.body : drawings[name] && paint(drawings[name]);
    if (!body) throw new Error(`no drawing is called ${name}`);
    return `<symbol id="${symbolId(name)}" viewBox="0 0 32 32">${body}</symbol>`;
  });
  const notice =
    '<!-- emoji-*: Fluent Emoji, (c) Microsoft Corporation, MIT licence. The others: Vitrine contributors, MIT. -->';
  return `<svg xmlns="http://www.w3.org/2000/svg">${notice}\n${symbols.join('\n')}\n</svg>\n`;
}

/** The id of a drawing's symbol in the sprite. */
export function symbolId(name) {
  return name.replace(':', '-');
}
