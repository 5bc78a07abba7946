import type { DebugSection } from './debug-section.js';
import type { DebugState } from './debug-state.js';
import { element } from './element.js';
import { panelStyle } from './panel-style.js';

/** The panel's element, `<vitrine-debug>`. */
export interface DebugPanel extends HTMLElement {
  /** Whether it is unfolded; nothing of that is stored. Tells every change by an event `toggle`. */
  open: boolean;
  /**
   * Adds a part of the shop's own. Its node stays in the page's tree, as a child of the panel, so that the page's own
   * styles hold for it.
   *
   * @param before the title of the part that it goes before; without it, it goes to the end
   */
  addSection(section: DebugSection, before?: string): void;
  /** Adds one of the panel's own parts, inside its shadow tree. */
  addOwnSection(section: DebugSection): void;
  /** Shows a state in every part. */
  show(state: DebugState): void;
  /** Called when the panel is taken off the page. */
  onRemoved: () => void;
}

/** The name of the element. */
export const panelName = 'vitrine-debug';

/**
 * Makes a panel, folded and empty. It is a landmark with a heading for each part; Escape folds it.
 *
 * The element is defined when the first one is made: a server, which has no elements, may import this file.
 */
export function createDebugPanel(title: string): DebugPanel {
  if (!customElements.get(panelName)) customElements.define(panelName, definePanel());
  const panel = document.createElement(panelName) as DebugPanel;
  panel.setAttribute('role', 'complementary');
  panel.setAttribute('aria-label', title);
  return panel;
}

function definePanel(): CustomElementConstructor {
  return class extends HTMLElement implements DebugPanel {
    readonly #sections: { title: string; frame: HTMLElement; section: DebugSection }[] = [];
    readonly #status = element('p', { class: 'status', role: 'status' }, 'The model is starting …');
    readonly #body = element('div', { class: 'body', id: 'body' }, this.#status);
    readonly #toggle = element('button', { type: 'button', class: 'toggle', 'aria-controls': 'body' });
    #latest: DebugState | undefined;
    onRemoved = () => {};

    constructor() {
      super();
      const root = this.attachShadow({ mode: 'open' });
      addStyle(root);
      root.append(element('div', { class: 'panel' }, element('h2', {}, this.#toggle), this.#body));
      this.#toggle.addEventListener('click', () => {
        this.open = !this.open;
      });
      this.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || !this.open) return;
        event.stopPropagation(); // what lies below it stays as it is
        this.open = false;
        this.#toggle.focus();
      });
    }

    static get observedAttributes(): string[] {
      return ['open', 'aria-label'];
    }

    attributeChangedCallback(name: string, before: string | null, now: string | null): void {
      this.#toggle.textContent = this.getAttribute('aria-label');
      this.#body.hidden = !this.open;
      this.#toggle.setAttribute('aria-expanded', String(this.open));
      if (name === 'open' && (before === null) !== (now === null)) this.dispatchEvent(new Event('toggle'));
    }

    disconnectedCallback(): void {
      this.onRemoved();
    }

    get open(): boolean {
      return this.hasAttribute('open');
    }

    set open(isOpen: boolean) {
      this.toggleAttribute('open', isOpen);
    }

    addSection(section: DebugSection, before?: string): void {
      const name = `section-${this.#sections.length}`;
      section.node.slot = name;
      this.append(section.node);
      this.#add(section, element('slot', { name }), before);
    }

    addOwnSection(section: DebugSection): void {
      this.#add(section, section.node);
    }

    #add(section: DebugSection, content: HTMLElement, before?: string): void {
      const { title } = section;
      const frame = title
        ? element(
            'details',
            { class: 'section', open: true },
            element('summary', {}, element('h3', {}, title)),
            content,
          )
        : element('div', { class: 'section' }, content);
      const next = this.#sections.find((other) => other.title === before);
      if (next) next.frame.before(frame);
      else this.#body.append(frame);
      this.#sections.push({ title, frame, section });
      if (this.#latest) section.show?.(this.#latest);
    }

    show(state: DebugState): void {
      this.#latest = state;
      this.#status.textContent = '';
      for (const { section } of this.#sections) section.show?.(state);
    }
  };
}

/** By a style sheet object, which a policy without inline styles allows; browsers of before 2023 get an element. */
function addStyle(root: ShadowRoot): void {
  const isConstructable: boolean = 'replaceSync' in CSSStyleSheet.prototype;
  if (isConstructable) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(panelStyle);
    root.adoptedStyleSheets = [sheet];
  } else root.append(element('style', {}, panelStyle));
}
