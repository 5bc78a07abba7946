import { patterns, quietTints, tints } from './colours.mjs';
import { motifs } from './motifs.mjs';
import { things } from './things.mjs';

const compiled = (rules) => rules.map(([words, name]) => [new RegExp(`\\b(?:${words})\\b`, 'i'), name]);
const rules = {
  thing: compiled(things),
  motif: compiled(motifs),
  tint: compiled(tints),
  pattern: compiled(patterns),
};
const firstMatch = (kind, title) => rules[kind].find(([words]) => words.test(title))?.[1];

/**
 * Decides how a product is drawn, from nothing but its title (and its id where the title says nothing).
 *
 * @returns `{ thing, motif, tint, pattern, copies }`: names of drawings, `motif` null without one, `copies` 1 to 3
 * @example pictureOfTitle('Lunch Bag Red Retrospot', '20725')
 * // { thing: 'lunchbag', motif: 'spots', tint: 'red', pattern: 'dots', copies: 1 }
 */
export function pictureOfTitle(title, itemId) {
  const chance = hash(itemId);
  const motif = firstMatch('motif', title) ?? null;
  const thing = firstMatch('thing', title) ?? drawnMotif(motif) ?? 'giftbox';
  return {
    thing,
    motif: motif === thing || drawnMotif(motif) === thing ? null : motif,
    tint: firstMatch('tint', title) ?? quietTints[chance % quietTints.length],
    pattern: firstMatch('pattern', title) ?? 'plain',
    copies: copiesOf(title),
  };
}

/** A heart that is the product itself hangs on a string. */
function drawnMotif(motif) {
  return motif === 'heart' ? 'hangingheart' : motif;
}

function copiesOf(title) {
  if (/\b(set|pack|box|pair)s? ?(of|\/) ?2\b|\bpair\b/i.test(title)) return 2;
  return /\b(set|pack|box|s) ?(of|\/)? ?\d+\b|\bassorted\b|\basst/i.test(title) ? 3 : 1;
}

/** FNV-1a, 32 bits: the same id gives the same tint everywhere. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
  return value >>> 0;
}
