import { element } from './element.js';

/** Terms and what there is to say of each, for a `dl`; what is null is left out. */
export function factNodes(facts: Readonly<Record<string, string | readonly (Node | string)[] | null>>): HTMLElement[] {
  return Object.entries(facts).flatMap(([term, said]) =>
    said === null ? [] : [element('dt', {}, term), element('dd', {}, ...(typeof said === 'string' ? [said] : said))],
  );
}
