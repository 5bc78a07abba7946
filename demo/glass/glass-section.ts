import { element } from '../shop/element.js';
import type { GlassState } from './glass-state.js';

/** A part of the panel that shows the state it is given. */
export interface GlassSection {
  readonly node: HTMLElement;
  show(state: GlassState): void;
}

/** A titled part of the panel that can be folded. */
export function sectionNode(title: string, ...children: (Node | string)[]): HTMLDetailsElement {
  return element('details', { class: 'glass-section', open: true }, element('summary', {}, title), ...children);
}
