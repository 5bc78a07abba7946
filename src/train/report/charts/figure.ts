import { type Content, html, type Markup } from '../page/html.js';

/** A table: its heads, and rows of as many cells. */
export interface DataTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly Content[])[];
}

export interface Figure {
  /** Letters, digits and dashes; unlike those of other figures on the page. */
  readonly id: string;
  readonly title: string;
  /** What there is to be seen, for those who do not see it. */
  readonly description: string;
  /** Drawn in this width and height; text in it is made for about as many pixels. */
  readonly width: number;
  readonly height: number;
  readonly drawing: Content;
  readonly caption?: Content;
  /** What the drawing shows, in numbers. */
  readonly table: DataTable;
}

/** A drawing with a name and a description, and its numbers in a table that opens. */
export function figure({ id, title, description, width, height, drawing, caption, table }: Figure): Markup {
  return html`<figure id="${id}">
<h3>${title}</h3>
<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${width} ${height}"><title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>${drawing}</svg>
${caption ? html`<figcaption>${caption}</figcaption>` : ''}
<details><summary>The numbers<span class="away"> of ${title}</span></summary>${dataTable(table)}</details>
</figure>`;
}

/** A table that scrolls by itself where it is wider than the page; the first cell of a row is its head. */
export function dataTable({ heads, rows }: DataTable, name?: string): Markup {
  const isNumeric = heads.map((_, i) =>
    rows.every((row) => i > 0 && /^[−+]?[\d.,]+([ \u00a0]%)?$|^$/.test(String(row[i]))),
  );
  const kind = (i: number) => (isNumeric[i] ? 'number' : 'text');
  const [first, ...others] = heads;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${name ?? `table: ${heads.join(', ')}`}"><table>
<thead><tr><th scope="col">${first}</th>${others.map((head, i) => html`<th scope="col" class="${kind(i + 1)}">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([head, ...cells]) =>
      html`<tr><th scope="row">${head}</th>${cells.map((cell, i) => html`<td class="${kind(i + 1)}">${cell}</td>`)}</tr>\n`,
  )}</tbody></table></div>`;
}
