/** What a browser loads anew, or stops, when its element leaves its place and the move is not atomic. */
const fragile = 'iframe, object, embed, video, audio';

/**
 * Tells which items can move now without the shopper losing something: not one with selected text, which no move keeps.
 * Where the browser lacks `moveBefore`, neither one with a frame in it, nor with media that play.
 *
 * @see https://developer.mozilla.org/docs/Web/API/Element/moveBefore
 */
export function movability(): (item: Element) => boolean {
  // Whoever has not touched the page has selected nothing. Asking for the selection lays the page out.
  const selection = navigator.userActivation?.hasBeenActive === false ? null : getSelection();
  // Asked once: a long list has a thousand items, and the browser works out each time where the selection is.
  const isSelected = selection !== null && !selection.isCollapsed;
  const isAtomic = 'moveBefore' in document.documentElement;
  return (item) => {
    if (isSelected && selection.containsNode(item, true)) return false;
    return (
      isAtomic || [...item.querySelectorAll(fragile)].every((part) => part instanceof HTMLMediaElement && part.paused)
    );
  };
}
