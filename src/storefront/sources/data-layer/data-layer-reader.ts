import type { Draft, ItemIdOf } from '../../host/draft.js';
import { type HostObject, toObject } from '../../host/host-values.js';
import { readEnhancedEcommerce } from './enhanced-ecommerce.js';
import { isGa4Event, readGa4Event } from './ga4-events.js';

/**
 * Reads the entries of a data layer, in order: what GTM is told (`{ event, ecommerce }`), what gtag is told (the
 * `arguments` of `gtag('event', name, params)`), and Universal Analytics' enhanced e-commerce.
 *
 * An `ecommerce` object that is pushed by itself belongs to the next event that brings none, until `ecommerce: null`
 * clears it, as in GTM.
 *
 * @see https://developers.google.com/tag-platform/tag-manager/datalayer
 */
export function createDataLayerReader(itemIdOf?: ItemIdOf): (entry: unknown) => Draft[] {
  let pending: HostObject | undefined;
  return (entry) => {
    const { 0: command, 1: name, 2: params, event, ecommerce, ...rest } = toObject(entry);
    if (command === 'event') return isGa4Event(name) ? readGa4Event(name, params, itemIdOf) : [];
    if (ecommerce === null) pending = undefined;
    const enhanced = readEnhancedEcommerce(ecommerce, itemIdOf);
    if (enhanced.length > 0) return enhanced;
    const own = typeof ecommerce === 'object' && ecommerce !== null ? toObject(ecommerce) : undefined;
    if (isGa4Event(event)) {
      const used = own ?? pending;
      pending = undefined;
      return readGa4Event(event, { ...rest, ...used }, itemIdOf);
    }
    if (own && event === undefined) pending = own;
    return [];
  };
}
