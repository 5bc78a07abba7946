/**
 * The paints a drawing may use, by their short names between braces.
 *
 * `a`, `b` and `c` (main, deep, light) come from the tint of the tile that shows the drawing, through CSS custom
 * properties, which a `<use>` element inherits: one drawing serves every colour.
 */
const paints = {
  a: 'fill="var(--a)"',
  b: 'fill="var(--b)"',
  c: 'fill="var(--c)"',
  g: 'fill="#5c8a4a"',
  i: 'fill="#3d3a45"',
  k: 'fill="#a9744f"',
  m: 'fill="#9aa3a8"',
  o: 'fill="#f28c38"',
  y: 'fill="#ffc44d"',
  la: line('var(--a)'),
  lb: line('var(--b)'),
  lc: line('var(--c)'),
  lg: line('#5c8a4a'),
  lk: line('#a9744f'),
  lm: line('#9aa3a8'),
};

function line(colour) {
  return `fill="none" stroke="${colour}" stroke-width="1.7" stroke-linecap="round"`;
}

/**
 * Fills a drawing's short paint names in.
 *
 * @throws Error for a paint that is not on the palette
 * @example paint('<circle r="2" {y}/>') // '<circle r="2" fill="#ffc44d"/>'
 */
export function paint(drawing) {
  return drawing.replace(/\{(\w+)\}/g, (_, name) => {
    if (!(name in paints)) throw new Error(`unknown paint {${name}} in ${drawing.slice(0, 60)}`);
    return paints[name];
  });
}
