/** Rounding moves nothing by a pixel. */
const minPixels = 1;

/**
 * Returns whether an item that a shopper saw moved, or was taken away, after first contentful paint.
 *
 * @param {readonly { at: number, items: readonly (readonly [element: number, x: number, y: number])[] }[]} readings where the
 *   items in view stood, once the first frame after each change of the document was drawn, and at last; `at` is when that frame began, ms since
 *   navigation start
 * @param {number} paintMs when first contentful paint was drawn
 * @returns {boolean}
 */
export function hasMoved(readings, paintMs) {
  const painted = readings.findLastIndex(({ at }) => at <= paintMs);
  const since = readings.slice(Math.max(0, painted));
  return since.slice(1).some(({ items }, i) => differs(since[i].items, items));
}

/** Whether an item of `before` stands elsewhere, or nowhere in view, in `after`. Items that have come are no move. */
function differs(before, after) {
  const places = new Map(after.map(([element, x, y]) => [element, { x, y }]));
  return before.some(([element, x, y]) => {
    const place = places.get(element);
    return !place || Math.abs(place.x - x) >= minPixels || Math.abs(place.y - y) >= minPixels;
  });
}
