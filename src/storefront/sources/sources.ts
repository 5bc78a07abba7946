export { type PageViewStart, watchPageViews } from '../page-views.js';
export { findRefinements, type Refinement } from './find-refinements.js';
export { type DataLayerOptions, fromDataLayer } from './from-data-layer.js';
export { fromJsonLd, type JsonLd, type JsonLdOptions } from './from-json-ld.js';
export { fromSegment, type SegmentOptions } from './from-segment.js';
export { fromShopify, type ShopifyOptions } from './from-shopify.js';
export { recordDwell } from './record-dwell.js';
export { type ImpressionOptions, recordImpressions } from './record-impressions.js';
export type { ShopifyItem } from './shopify-catalogue.js';
