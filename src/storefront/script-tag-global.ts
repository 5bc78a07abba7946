import type { Ranking, VitrineError } from '../index.js';
import type { VitrineGlobal, VitrineQueue } from './vitrine-global.js';

/**
 * Types `window.vitrine` and the events that the script tells the window of, for pages with the script tag whose own scripts are written in TypeScript. An app that imports
 * `vitrine` has no such global, and so this stands apart: the types of the scripts themselves bring it.
 *
 * @example
 * import type {} from 'vitrine/vitrine.iife.js'; // or "types": ["vitrine/vitrine.iife.js"] in tsconfig.json
 * (window.vitrine ??= []).push(['track', { type: 'view_item', itemId: '85123A' }]);
 */
declare global {
  interface Window {
    /** A queue until the script has come, then the API: `push` takes calls at any time, the rest is there from then on. */
    vitrine?: VitrineQueue & Partial<Omit<VitrineGlobal, 'push'>>;
  }
  interface WindowEventMap {
    /** A list was ordered or kept: the target is the list, the detail its items. */
    'vitrine:rerank': CustomEvent<Ranking<HTMLElement>>;
    /** A failure, as `onError` of an app hears of it. */
    'vitrine:error': CustomEvent<VitrineError>;
  }
}
