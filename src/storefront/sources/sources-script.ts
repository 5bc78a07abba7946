import type { ShopEvent, Vitrine, VitrineEvents } from '../../index.js';
import { recordDwell } from './attention/record-dwell.js';
import { recordImpressions } from './attention/record-impressions.js';
import { fromDataLayer } from './data-layer/from-data-layer.js';
import { fromJsonLd } from './json-ld/from-json-ld.js';
import { fromSegment } from './segment/from-segment.js';
import { fromShopify } from './shopify/from-shopify.js';

/**
 * The second script tag, for shops whose events are told elsewhere already:
 * `<script async src="/vitrine-sources.iife.js" data-sources="data-layer impressions dwell"></script>`.
 *
 * It speaks to `window.vitrine` by its queue, so that neither script waits for the other. It exports nothing.
 */

type Recording = Pick<Vitrine, 'track' | 'on'>;

/** In the order in which they start: dwell hears of the views that the others record. */
const sources: Readonly<Record<string, (vitrine: Recording) => unknown>> = {
  dwell: (vitrine) => recordDwell(vitrine),
  'data-layer': (vitrine) => fromDataLayer(vitrine),
  segment: (vitrine) => fromSegment(vitrine),
  shopify: (vitrine) => fromShopify(vitrine),
  'json-ld': (vitrine) => fromJsonLd(vitrine),
  impressions: (vitrine) => recordImpressions(vitrine),
};

const tag = document.currentScript ?? document.querySelector<HTMLScriptElement>('script[data-sources]');
const names = (tag?.dataset.sources ?? '').trim().split(/\s+/);
const known = Object.keys(sources).join(', ');
for (const name of names) {
  if (!Object.hasOwn(sources, name)) {
    console.warn(`[vitrine] data-sources names "${name}", expected some of ${known}`);
  }
}
for (const [name, start] of Object.entries(sources)) if (names.includes(name)) start({ track, on });

function call(...args: readonly unknown[]): void {
  const globals = window as unknown as { vitrine?: { push?: unknown } };
  // An element whose id is "vitrine" stands there, too.
  if (typeof globals.vitrine?.push !== 'function') globals.vitrine = [];
  (globals.vitrine as unknown as { push(call: readonly unknown[]): void }).push(args);
}

function track(event: ShopEvent, source?: string): boolean {
  call('track', event, source);
  return true;
}

function on<Name extends keyof VitrineEvents>(name: Name, listener: (value: VitrineEvents[Name]) => void): () => void {
  call('on', name, listener);
  return () => {}; // the page's own life ends it
}
