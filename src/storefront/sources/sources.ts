export { type PageViewStart, watchPageViews } from '../host/page-views.js';
export { recordDwell } from './attention/record-dwell.js';
export { type ImpressionOptions, recordImpressions } from './attention/record-impressions.js';
export { type DataLayerOptions, fromDataLayer } from './data-layer/from-data-layer.js';
export { findRefinements, type Refinement } from './find-refinements.js';
export { fromJsonLd, type JsonLd, type JsonLdOptions } from './json-ld/from-json-ld.js';
export { fromSegment, type SegmentOptions } from './segment/from-segment.js';
export { fromShopify, type ShopifyOptions } from './shopify/from-shopify.js';
export type { ShopifyItem } from './shopify/shopify-catalogue.js';
