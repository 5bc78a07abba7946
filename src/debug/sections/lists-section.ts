import type { Decision, Explanation } from '../../index.js';
import type { DebugSection, DebugSectionOptions } from '../debug-section.js';
import { counted, ms, signed } from '../describe.js';
import { element } from '../element.js';
import { listAdvice } from '../list-advice.js';
import type { PageList } from '../page-lists.js';

const shownItems = 8;
const partNames = { sequence: 'path', cluster: 'kind', repeat: 'met before', position: 'place' } as const;

/** The lists of the page as they were ordered last, with what each item's score is made of. */
export function createListsSection({ titleOf }: DebugSectionOptions): DebugSection {
  const empty = element('p', { class: 'lead' }, 'No list was asked for since the panel opened.');
  const frames = element('p', { class: 'note' });
  const lists = element('div', {});
  /** Lists that the reader has opened stay open when they are ordered anew. */
  const opened = new Set<string>();
  return {
    title: 'Lists on this page',
    node: element('div', {}, empty, lists, frames),
    show({ decisions, markup }) {
      const latest = new Map(decisions.filter(isShown).map((decision) => [decision.slot, decision]));
      // What was left as it is was not asked for, or not shown as it was asked for.
      const kept = markup.lists.filter(({ reason }) => reason !== null && listAdvice[reason] !== undefined);
      for (const { slot } of kept) latest.delete(slot);
      empty.hidden = latest.size + kept.length > 0;
      lists.replaceChildren(
        ...[...latest.values()].map((decision) => listNode(decision, titleOf, opened)),
        ...kept.map(keptNode),
      );
      frames.textContent =
        markup.nFrames > 0
          ? `${counted(markup.nFrames, 'frame')} of this page: lists in frames are not looked for.`
          : '';
    },
  };
}

/** Whether a list was ordered to be shown: what an adapter only looks at as it renders has no name, and has one later. */
function isShown(decision: Decision, _place: number, all: readonly Decision[]): boolean {
  const ids = decision.itemIds.join();
  return decision.slot !== '' || !all.some(({ slot, itemIds }) => slot !== '' && itemIds.join() === ids);
}

function listNode(decision: Decision, titleOf: (itemId: string) => string, opened: Set<string>): HTMLElement {
  const { slot, ranking, source, itemIds } = decision;
  const told = ranking.reranked
    ? `ranked from ${source === 'snapshot' ? 'the stored snapshot' : 'the model'}`
    : `the shop’s order: ${ranking.reason}`;
  const explained = [...new Set(itemIds)]
    .flatMap((itemId) => ranking.explain(itemId) ?? [])
    .filter(({ to }) => to >= 0)
    .sort((a, b) => a.to - b.to)
    .slice(0, shownItems);
  const node = element(
    'details',
    { class: 'list', open: opened.has(slot) },
    element('summary', {}, element('strong', {}, slot || '(no name)'), ` ${told}, ${ms(decision.ms)}`),
    element('ol', { class: 'items' }, ...explained.map((explanation) => itemNode(explanation, titleOf))),
  );
  node.addEventListener('toggle', () => opened[node.open ? 'add' : 'delete'](slot));
  return node;
}

function keptNode({ slot, reason }: PageList): HTMLElement {
  const told = reason === null ? '' : `${reason}. ${listAdvice[reason] ?? ''}`;
  return element('p', { class: 'list' }, element('strong', {}, slot || '(no name)'), ` the shop’s order: ${told}`);
}

function itemNode(explanation: Explanation, titleOf: (itemId: string) => string): HTMLElement {
  const { itemId, from, to, parts, because, rules } = explanation;
  const added = Object.entries(partNames)
    .map(([part, name]) => [name, parts[part as keyof typeof partNames]] as const)
    .filter(([, value]) => value !== 0);
  const total = added.reduce((sum, [, value]) => sum + value, 0);
  const score =
    added.length > 0
      ? `${signed(total)} = ${added.map(([name, value]) => `${name} ${signed(value)}`).join(', ')}`
      : 'no score';
  const moved = from === to ? 'kept its place' : `${from < to ? 'down' : 'up'} from ${from + 1}`;
  const ruled = (rules ?? []).filter(({ reason }) => reason !== null);
  return element(
    'li',
    {},
    titleOf(itemId),
    element('span', { class: 'parts' }, `${moved}; ${score}${because ? `; because of ${titleOf(because)}` : ''}`),
    ...ruled.map(({ rule, reason }) => element('span', { class: 'parts' }, `${rule}: ${reason}`)),
  );
}
