/** How far two groups are apart; see `mergedDistance`. */
export type Linkage = 'ward' | 'average' | 'complete';

export const linkages: readonly Linkage[] = ['ward', 'average', 'complete'];

/**
 * The distance of a group to two others once these are merged (Lance and Williams): from its distances to both and
 * theirs, and from the sizes of the three.
 *
 * - `ward`: how much the merge adds to the inertia, as √(2 · what it adds), which for two points is their distance
 * - `average`: the mean distance of the pairs of points between the groups
 * - `complete`: the largest of them
 *
 * @param toA the distance to group a
 * @param toB the distance to group b
 * @param between the distance of a and b
 * @see Lance and Williams 1967, doi:10.1093/comjnl/9.4.373; Ward 1963, doi:10.1080/01621459.1963.10500845
 * @example mergedDistance('average', 2, 4, 1, 3, 1, 1) // 2.5: three points are at distance 2, one at 4
 */
export function mergedDistance(
  linkage: Linkage,
  toA: number,
  toB: number,
  between: number,
  sizeA: number,
  sizeB: number,
  size: number,
): number {
  switch (linkage) {
    case 'average':
      return (sizeA * toA + sizeB * toB) / (sizeA + sizeB);
    case 'complete':
      return Math.max(toA, toB);
    case 'ward': {
      const square = (sizeA + size) * toA * toA + (sizeB + size) * toB * toB - size * between * between;
      return Math.sqrt(Math.max(0, square) / (sizeA + sizeB + size));
    }
  }
}
