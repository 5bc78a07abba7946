import { itemAttribute, pinnedAttribute } from '../markup.js';

/** Items that may change places, by what stands between them. */
export interface ItemGroups {
  /** The number of an item's group: only items of one group may change places. */
  readonly groupOf: ReadonlyMap<Element, number>;
  /** Items that stay, since something beside them may be theirs. */
  readonly bound: ReadonlySet<Element>;
}

/** Elements that show nothing, or say that they stay. */
const staying = `script, style, template, link, meta, noscript, br, hr, [${pinnedAttribute}]`;

const heading = 'h1, h2, h3, h4, h5, h6, [role="heading"]';

/**
 * Parts a list by what stands between its items and is none of them: a price behind each (`<dd>`), a row of details, an
 * advertisement, text. It may belong to the item before it or to the one behind it, so these two stay. A heading belongs to
 * neither, and parts the list all the same. What stands before the first item and behind the last one counts where it has
 * the same parent. Where names and prices stand in lines, as in a table of columns, all items stay.
 *
 * @param items in the page's order
 */
export function groupItems(list: Element, items: readonly Element[]): ItemGroups {
  const { runs, gaps } = readRuns(list, items);
  const bound = new Set<Element>(isInColumns(list, items) || items.some(sharesCells) ? items : []);
  const groupOf = new Map<Element, number>();
  runs.forEach((run, i) => {
    for (const item of run) groupOf.set(item, i);
    const [first, last] = [run[0], run[run.length - 1]];
    const before = gaps[i].filter((node) => mayBelongTo(first, node, i === 0));
    const behind = (gaps[i + 1] ?? []).filter((node) => mayBelongTo(last, node, i === runs.length - 1));
    if (before.length > 0) bound.add(first);
    if (behind.length > 0) bound.add(last);
    // As many as there are items: a line of names, then a line of prices.
    for (const { length } of [before, behind])
      if (length > 0 && length % run.length === 0) for (const item of run) bound.add(item);
  });
  return { groupOf, bound };
}

/**
 * Reads a list as runs of items that have nothing between them, and the gaps around these.
 *
 * @returns runs, [n], none of them empty; what stands before each, [n], and behind the last one where there is something
 */
function readRuns(list: Element, items: readonly Element[]): { runs: Element[][]; gaps: Node[][] } {
  const isItem = new Set<Node>(items);
  const holders = new Set<Node>();
  for (const item of items)
    for (let node = item.parentNode; node && !holders.has(node); node = node === list ? null : node.parentNode)
      holders.add(node);
  const runs: Element[][] = [];
  const gaps: Node[][] = [[]];
  const read = (parent: Node) => {
    for (const node of parent.childNodes) {
      if (holders.has(node)) read(node);
      else if (isItem.has(node)) {
        if (gaps.length > runs.length) runs.push([]);
        runs[runs.length - 1].push(node as Element);
      } else if (showsSomething(node)) {
        if (gaps.length === runs.length) gaps.push([]);
        gaps[gaps.length - 1].push(node);
      }
    }
  };
  read(list);
  return { runs, gaps };
}

function showsSomething(node: Node): boolean {
  return node instanceof Element ? !node.matches(staying) : node instanceof Text && node.data.trim() !== '';
}

/** @param isOutside whether the node stands before all items, or behind all of them */
function mayBelongTo(item: Element, node: Node, isOutside: boolean): boolean {
  if (node instanceof Element && node.matches(heading)) return false;
  return !isOutside || node.parentNode === item.parentNode;
}

/** Whether rows without items stand beside the rows of items: another row of the table, or one like theirs. */
function isInColumns(list: Element, items: readonly Element[]): boolean {
  return [...new Set(items.map((item) => item.parentElement as Element))].some((row) => {
    const table = row instanceof HTMLTableRowElement && row.closest('table');
    const isRow = row !== list && row.childElementCount > 1;
    const others = table
      ? [...table.rows]
      : isRow
        ? [...row.parentElement!.children].filter((other) => isLike(row, other))
        : [];
    return others.some((other) => other.childElementCount > 0 && !other.querySelector(`[${itemAttribute}]`));
  });
}

function isLike(row: Element, other: Element): boolean {
  const [count, otherCount] = [row.childElementCount, other.childElementCount];
  return count === otherCount && row.tagName === other.tagName && row.className === other.className;
}

/** Whether a row of a table has a cell that reaches into the next one. */
function sharesCells(item: Element): boolean {
  return item instanceof HTMLTableRowElement && [...item.cells].some(({ rowSpan }) => rowSpan > 1);
}
