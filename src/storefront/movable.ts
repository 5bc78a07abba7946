/** What a browser loads anew, or stops, when its element leaves its place and the move is not atomic. */
const fragile = 'iframe, object, embed, video, audio';

/**
 * Whether an item can move without the shopper losing something: not one with selected text, which no move keeps. Where
 * the browser lacks `moveBefore`, neither one with a frame in it, nor with media that play.
 *
 * @see https://developer.mozilla.org/docs/Web/API/Element/moveBefore
 */
export function isMovable(item: Element): boolean {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && selection.containsNode(item, true)) return false;
  if ('moveBefore' in Element.prototype) return true;
  return [...item.querySelectorAll(fragile)].every((part) => part instanceof HTMLMediaElement && part.paused);
}
