import type { Shopper } from './dataset.js';

/**
 * The shoppers as they were known at a time: with the steps of the sessions that had begun by then, and only those who
 * have any. A session that began before `time` is whole, as the split counts it.
 *
 * @param time ms since 1970, such as `split.validationFrom`
 * @returns in the order given
 */
export function shoppersBefore(shoppers: readonly Shopper[], time: number): Shopper[] {
  return shoppers.flatMap(({ id, steps }) => {
    const firstLater = steps.findIndex((step, i) => step.time >= time && step.session !== steps[i - 1]?.session);
    const known = firstLater < 0 ? steps : steps.slice(0, firstLater);
    return known.length > 0 ? [{ id, steps: known }] : [];
  });
}
