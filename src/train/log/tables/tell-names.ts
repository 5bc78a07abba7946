/** Longer lists are cut: what is rare tells least. */
const mostTold = 8;

/**
 * Returns counted names for a message, the most frequent first: `pv 120, buy 40, 3 others 7`.
 *
 * A name may be a shopper's where a wrong column is mapped: only what looks like the name of an event is told, and nothing
 * where there are more different names than a tracker has.
 *
 * @param counts names with how often each is there
 * @example tellNames([['pv', 120], ['ada@example.com', 3]]) // 'pv 120, 1 other 3'
 */
export function tellNames(counts: readonly (readonly [string, number])[]): string {
  const text = (n: number) => n.toLocaleString('en-GB');
  const isList = counts.length <= mostNames;
  const told = counts.filter(([name]) => isList && isTellable(name)).slice(0, mostTold);
  const others = counts.filter((one) => !told.includes(one));
  const nOthers = others.reduce((sum, [, count]) => sum + count, 0);
  const rest =
    told.length > 0
      ? others.length === 1
        ? 'other'
        : 'others'
      : `different ${others.length === 1 ? 'name' : 'names'}`;
  return [
    ...told.map(([name, count]) => `${name} ${text(count)}`),
    ...(others.length > 0 ? [`${text(others.length)} ${rest} ${text(nOthers)}`] : []),
  ].join(', ');
}

/** More different names than a tracker has: a column of them holds something else. */
export const mostNames = 200;

/** Words of letters with few digits; no address of a person or a page, no number that may be somebody's. */
function isTellable(name: string): boolean {
  return name.length <= 40 && /^[\p{L}\p{N} _.:$/()-]+$/u.test(name) && !/\d{4}|:\/\//.test(name);
}
