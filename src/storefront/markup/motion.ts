const durationMs = 350;

/** What glides now, or did. */
const gliding = new WeakMap<HTMLElement, Animation>();

/**
 * Where each element is, relative to the viewport.
 *
 * @returns [n], in the order given
 */
export function rectanglesOf(elements: readonly HTMLElement[]): DOMRect[] {
  return elements.map((element) => element.getBoundingClientRect());
}

/** Whether the same elements stand where they stood; half a pixel is rounding. */
export function isUnmoved(before: readonly DOMRect[], after: readonly DOMRect[]): boolean {
  return before.every((rect, i) => {
    const { x, y, width, height } = after[i];
    const moved = [rect.x - x, rect.y - y, rect.width - width, rect.height - height];
    return moved.every((pixels) => Math.abs(pixels) < 0.5);
  });
}

/**
 * Lets elements glide from where they were to where they are (first, last, invert, play). Elements that nobody
 * can see jump, and so do all where the shopper asked for less motion.
 *
 * @param before where they were, [n]
 * @see https://developer.mozilla.org/docs/Web/CSS/@media/prefers-reduced-motion
 */
export function glide(elements: readonly HTMLElement[], before: readonly DOMRect[]): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const after = rectanglesOf(elements);
  elements.forEach((element, i) => {
    const x = before[i].x - after[i].x;
    const y = before[i].y - after[i].y;
    const isStill = Math.abs(x) < 0.5 && Math.abs(y) < 0.5;
    if (isStill || !(isInViewport(before[i]) || isInViewport(after[i]))) return;
    // `add` leaves the shop's own transforms in force.
    const from = { transform: `translate(${x}px, ${y}px)`, composite: 'add' as const };
    const to = { transform: 'translate(0, 0)', composite: 'add' as const };
    gliding.set(element, element.animate([from, to], { duration: durationMs, easing: 'cubic-bezier(0.2, 0, 0, 1)' }));
  });
}

/** Takes elements to where they glide to, so that it can be seen where they stand. */
export function stopGliding(elements: readonly HTMLElement[]): void {
  for (const element of elements) gliding.get(element)?.cancel();
}

function isInViewport({ top, bottom, left, right }: DOMRect): boolean {
  return bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
}
