import { neutralise } from '../../terminal/neutralise.js';

/** Text that is markup already; only `html` and `raw` make it. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, what is not there leaves nothing. */
export type Content = Markup | string | number | undefined | false | readonly Content[];

/**
 * Writes markup; whatever is put in is escaped, unless it is markup itself, so that nothing from a log can become an element.
 *
 * @example html`<b>${'<i>'}</b>`.markup // '<b>&lt;i&gt;</b>'
 */
export function html(texts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return { markup: texts.map((text, i) => (i === 0 ? text : write(contents[i - 1]) + text)).join('') };
}

/** Takes markup as it is: for what the page itself is made of, such as its style, never for what a log holds. */
export function raw(markup: string): Markup {
  return { markup };
}

function write(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  if ('markup' in content) return content.markup;
  return content.map(write).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  // What would turn the direction of a page's text, or is no character of HTML, is shown as what it is.
  return neutralise(text).replace(/[&<>"']/g, (character) => entities[character]);
}
