type Box = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right' | 'width' | 'height'>;

/**
 * Tells whether the screen shows elements in the order in which they stand in the page: in rows, or in columns, and so do
 * the pages or rows around them. It does not under CSS `order`, in reversed rows, and where each element has a position of
 * its own. What is not shown now counts for either order. Lays out the page.
 *
 * @param list is around them, at any depth
 * @param items in the page's order
 */
export function isInReadingOrder(list: Element, items: readonly Element[]): boolean {
  /** What the children of the list hold. */
  const held = new Map<Element, Element[]>();
  for (const item of items) {
    let child = item;
    while (child.parentElement && child.parentElement !== list) child = child.parentElement;
    const inside = held.get(child) ?? [];
    inside.push(item);
    held.set(child, inside);
  }
  const isRtl = getComputedStyle(items[0]?.parentElement ?? list).direction === 'rtl';
  const boxes = [...held.keys()].flatMap(boxOf);
  return (
    [isNextInRows, isNextInColumns].some((isNext) =>
      boxes.every((box, i) => i === 0 || isNext(boxes[i - 1], box, isRtl)),
    ) && [...held].every(([child, inside]) => inside.length < 2 || isInReadingOrder(child, inside))
  );
}

/** Where an element begins, which may go on in the next line; where its children do, if it has no box of its own (`display: contents`). */
function boxOf(element: Element): Box[] {
  const content = document.createRange();
  content.selectNodeContents(element);
  const [box = content.getClientRects()[0]] = element.getClientRects();
  return box ? [box] : [];
}

function isNextInRows(a: Box, b: Box, isRtl: boolean): boolean {
  return isBelow(a, b) || (isAhead(a, b, isRtl) && b.bottom > a.top);
}

function isNextInColumns(a: Box, b: Box, isRtl: boolean): boolean {
  return (isBelow(a, b) && b.left < a.right && b.right > a.left) || isAhead(a, b, isRtl);
}

/** By more than half of either, since what stands in one row need not be aligned. */
function isBelow(a: Box, b: Box): boolean {
  return b.top - a.top > Math.min(a.height, b.height) / 2;
}

function isAhead(a: Box, b: Box, isRtl: boolean): boolean {
  return (isRtl ? a.right - b.right : b.left - a.left) > Math.min(a.width, b.width) / 2;
}
