/**
 * How the panel looks. A page gives it its own colours by the custom properties `--vitrine-…`.
 *
 * A bar at the side where there is room, a sheet at the bottom of a narrow screen; nothing in it moves.
 */
export const panelStyle = `
:host {
  --vd-paper: var(--vitrine-paper, #fbfaf8);
  --vd-card: var(--vitrine-card, #ffffff);
  --vd-ink: var(--vitrine-ink, #22211f);
  --vd-soft: var(--vitrine-ink-soft, #625d57);
  --vd-line: var(--vitrine-line, #e2ddd4);
  --vd-accent: var(--vitrine-accent, #1f5c55);
  --vd-tint: var(--vitrine-accent-soft, #e2efec);
  --vd-focus: var(--vitrine-focus, #1b6ef3);
  --vd-sans: var(--vitrine-sans, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif);
  --vd-head: var(--vitrine-head, var(--vd-sans));
  position: fixed;
  z-index: 2147483000;
  inset: auto 1rem 1rem auto;
  color-scheme: light dark;
  color: var(--vd-ink);
  font: 0.9rem/1.5 var(--vd-sans);
  text-align: start;
  overflow-wrap: anywhere;
}
@media (prefers-color-scheme: dark) {
  :host {
    --vd-paper: var(--vitrine-paper, #1a1a19);
    --vd-card: var(--vitrine-card, #242422);
    --vd-ink: var(--vitrine-ink, #efece6);
    --vd-soft: var(--vitrine-ink-soft, #aca69c);
    --vd-line: var(--vitrine-line, #393732);
    --vd-accent: var(--vitrine-accent, #7cc7bb);
    --vd-tint: var(--vitrine-accent-soft, #233a36);
    --vd-focus: var(--vitrine-focus, #8ab8ff);
  }
}
:host([hidden]), [hidden], .status:empty, .done:empty { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
:focus-visible, ::slotted(:focus-visible) { outline: 3px solid var(--vd-focus); outline-offset: 2px; border-radius: 6px; }
.body:focus-visible { outline-offset: -3px; }
.panel { display: contents; }
h2, h3 { display: contents; font: inherit; }
.toggle {
  font: 600 0.95rem/1.2 var(--vd-sans);
  padding: 0.8em 1.2em;
  border: 1.5px solid color-mix(in srgb, var(--vd-accent) 55%, var(--vd-line));
  border-radius: 99px;
  background: var(--vd-tint);
  color: var(--vd-ink);
  cursor: pointer;
  box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
}
.toggle::after {
  content: "";
  display: inline-block;
  width: 0.5em;
  height: 0.5em;
  margin-left: 0.7em;
  border: solid currentColor;
  border-width: 2px 2px 0 0;
  rotate: -135deg;
  translate: 0.1em -0.05em;
}
:host([open]) {
  inset: 0 0 0 auto;
  width: var(--vitrine-width, 400px);
  border-left: 1px solid var(--vd-line);
  background: linear-gradient(160deg, var(--vd-tint), transparent 40%), var(--vd-paper);
  box-shadow: -12px 0 32px -20px rgb(0 0 0 / 0.35);
}
:host([open]) .panel { display: flex; flex-direction: column; height: 100%; }
:host([open]) .toggle {
  flex: none;
  border-width: 0 0 1px;
  border-radius: 0;
  background: transparent;
  box-shadow: none;
  text-align: left;
  padding: 1.1rem 1.2rem;
}
:host([open]) .toggle::after { float: right; translate: 0 0.3em; rotate: 45deg; }
.body { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 0.9rem 1.2rem 2rem; }
.section { padding: 0.7rem 0; }
div.section { padding-top: 0; }
details.section { border-top: 1px solid var(--vd-line); }
summary { cursor: pointer; }
.section > summary { font: 600 1.05rem/1.4 var(--vd-head); }
p { margin: 0.4rem 0 0.6rem; }
.lead, .note, .parts, time, dt { color: var(--vd-soft); }
div.section .lead { margin-top: 0; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.button, select {
  font: 600 0.85rem/1.5 var(--vd-sans);
  padding: 0.3em 0.8em;
  border: 1.5px solid var(--vd-accent);
  border-radius: 99px;
  background: transparent;
  color: var(--vd-accent);
  cursor: pointer;
}
.button:hover { background: var(--vd-tint); }
select { margin: 0 0.4em; border-color: var(--vd-line); border-radius: 8px; background: var(--vd-card); color: var(--vd-ink); }
ol, ul { margin: 0; padding: 0; list-style: none; }
code, pre { font: 0.8rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
code { color: var(--vd-accent); }
pre { margin: 0 0 0.5rem; white-space: pre-wrap; }
time, dd, td, .parts, .bars { font-variant-numeric: tabular-nums; }
.bars li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.1rem 0.6rem; margin-bottom: 0.55rem; }
.bar {
  grid-column: 1 / -1;
  height: 7px;
  border-radius: 4px;
  background: linear-gradient(90deg, var(--bar) calc(var(--share) * 100%), var(--vd-line) 0);
}
.events li, .errors li { border-bottom: 1px dashed var(--vd-line); }
.events summary { display: grid; grid-template-columns: auto auto minmax(0, 1fr); gap: 0.6rem; padding: 0.3rem 0; }
.events summary span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--vd-soft); }
.errors li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.1rem 0.6rem; padding: 0.3rem 0; }
.errors span { grid-column: 1 / -1; }
.list { border-bottom: 1px dashed var(--vd-line); padding: 0.3rem 0; }
.items { counter-reset: place; margin: 0.3rem 0 0.4rem; }
.items li { position: relative; padding-left: 1.8em; margin-bottom: 0.35rem; counter-increment: place; }
.items li::before { content: counter(place); position: absolute; left: 0; color: var(--vd-soft); }
.parts { display: block; font-size: 0.8rem; }
.tokens { display: flex; flex-wrap: wrap; gap: 0.3rem; max-height: 16rem; overflow-y: auto; }
.tokens li { padding: 0.1em 0.6em; border: 1px solid var(--vd-line); border-radius: 8px; background: var(--vd-card); }
.tokens .visit { flex-basis: 100%; border: 0; background: none; padding: 0; }
.tokens code { margin-right: 0.5em; }
.facts { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.3rem 0.9rem; margin: 0.5rem 0 0; }
dd { margin: 0; }
.request-count { font-size: 1.15em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
th, td { padding: 0.25rem 0.6rem 0.25rem 0; border-bottom: 1px solid var(--vd-line); text-align: left; vertical-align: top; }
th { font-weight: 600; }
thead th, td:nth-child(-n + 3) { overflow-wrap: normal; }
@media (max-width: 40rem) {
  :host([open]) {
    inset: auto 0 0 0;
    width: auto;
    height: min(72dvh, 640px);
    border: 0;
    border-top: 1px solid var(--vd-line);
    border-radius: 18px 18px 0 0;
    box-shadow: 0 -12px 40px rgb(0 0 0 / 0.28);
    overflow: hidden;
  }
  :host([open]) .toggle::after { translate: 0; rotate: 135deg; }
}
@media print { :host { display: none; } }
`;
