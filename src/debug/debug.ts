export { countClicks } from './click-counts.js';
export type { DebugPanel } from './debug-panel.js';
export type { DebugSection } from './debug-section.js';
export { type DebugState, type Heard, type HeardError, panelSlot } from './debug-state.js';
export { forceVariant } from './force-variant.js';
export { type DebugPanelOptions, mountDebugPanel } from './mount-debug-panel.js';
export type { PageList, PageMarkup } from './page-lists.js';
