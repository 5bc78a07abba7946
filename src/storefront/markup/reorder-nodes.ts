import { nativeValue } from '../../native-value.js';

interface MovingParent {
  /** Moves a node without resetting it: focus, playing media and iframes survive. Chromium 133, Firefox 144. */
  moveBefore?(node: Node, before: Node | null): void;
}

/**
 * Gives each place the node that is wanted there. Nodes move, they are never cloned; those that keep their place are
 * not touched, and neither is whatever else stands between them. Focus and scroll position stay.
 *
 * @param current the nodes in the page's order, [n]; they may have different parents
 * @param wanted the same nodes in the new order, [n]
 * @see https://developer.mozilla.org/docs/Web/API/Element/moveBefore
 */
export function reorderNodes(current: readonly HTMLElement[], wanted: readonly HTMLElement[]): void {
  // The page's markup may have put an element in the place of either: `<img name="activeElement">`.
  const createComment = nativeValue(document, 'createComment');
  const focused = nativeValue(document, 'activeElement');
  // Read while the layout stands: the markers alone would have the browser lay the page out once more.
  const scrolled = scrollPositions(current);
  const moves = current.flatMap((node, place) => {
    if (wanted[place] === node) return [];
    const marker = createComment('');
    node.before(marker);
    return [{ marker, node: wanted[place] }];
  });
  for (const { marker, node } of moves) {
    moveBefore(node, marker);
    marker.remove();
  }
  // Where moveBefore is missing, moving the focused element took its focus.
  if (focused instanceof HTMLElement && focused !== nativeValue(document, 'activeElement'))
    focused.focus({ preventScroll: true });
  for (const { element, top, left } of scrolled) {
    if (element.scrollTop !== top) element.scrollTop = top;
    if (element.scrollLeft !== left) element.scrollLeft = left;
  }
}

function moveBefore(node: HTMLElement, marker: Comment): void {
  const parent = marker.parentNode as (ParentNode & MovingParent) | null;
  try {
    if (!parent?.moveBefore) throw new TypeError('no moveBefore');
    parent.moveBefore(node, marker);
  } catch {
    // Missing, or a move that it refuses and insertBefore allows, such as between documents.
    marker.before(node);
  }
}

/** Everything around the nodes that is scrolled: the browser may anchor its scrolling to a node that moves. */
function scrollPositions(nodes: readonly HTMLElement[]): { element: Element; top: number; left: number }[] {
  const around = new Set<Element>();
  for (const { parentElement } of nodes) {
    for (let element = parentElement; element && !around.has(element); element = element.parentElement) {
      around.add(element);
    }
  }
  const scrolled = [...around].filter(({ scrollTop, scrollLeft }) => scrollTop !== 0 || scrollLeft !== 0);
  return scrolled.map((element) => ({ element, top: element.scrollTop, left: element.scrollLeft }));
}
