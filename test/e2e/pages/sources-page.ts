/** A page of a shop that tells its events to somebody else already. */
export interface SourcesPage {
  /** Runs first, as the shop's own inline script. */
  readonly inline?: string;
  readonly head?: string;
  readonly body?: string;
  /** `data-sources` of the second script tag; without it there is none. */
  readonly sources?: string;
  /** Further attributes of the first script tag. */
  readonly tag?: string;
}

/**
 * Writes the page. It gathers what it hears of Vitrine in `window.heard`, and has no worker: nothing here needs a model.
 */
export function renderSourcesPage({ inline = '', head = '', body = '', sources, tag }: SourcesPage): string {
  const attributes = tag ?? 'data-bots="record"';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,">
    <style>body { margin: 0 } [data-vitrine-item] { height: 200px }</style>
    <script>
      window.heard = { events: [], errors: [] };
      addEventListener('vitrine:error', ({ detail }) => {
        if (detail.code === 'EVENT_INVALID') heard.errors.push(detail.message);
      });
      window.vitrine = [['on', 'event', (event) => heard.events.push(event)]];
      ${inline}
    </script>${head}
    <script async src="/vitrine.iife.js" data-model="/model/" data-worker="/none.js" data-consent="granted" ${attributes}></script>
    ${sources ? `<script async src="/vitrine-sources.iife.js" data-sources="${sources}"></script>` : ''}
    </head><body>${body}</body></html>`;
}
