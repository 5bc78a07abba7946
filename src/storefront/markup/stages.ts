/**
 * The orders on the way from one to another, each with some more places filled from the front: what stands where an item
 * goes takes that item's place. The last one is the order that is wanted.
 *
 * @param items [n], no two the same
 * @param wanted the same items in another order, [n]
 * @param nPlaces how many places are filled from one to the next; twice as many items move at most
 * @example [...stagesOf(['a', 'b', 'c'], ['c', 'a', 'b'], 1)] // [['c', 'b', 'a'], ['c', 'a', 'b']]
 */
export function* stagesOf<Item>(items: readonly Item[], wanted: readonly Item[], nPlaces: number): Generator<Item[]> {
  const order = [...items];
  const placeOf = new Map(order.map((item, place) => [item, place]));
  let nFilled = 0;
  // Not by `entries()`: Prototype.js puts another function in its place.
  for (let place = 0; place < wanted.length; place++) {
    const item = wanted[place];
    const other = order[place];
    if (other === item) continue;
    if (nFilled > 0 && nFilled % nPlaces === 0) yield [...order];
    const from = placeOf.get(item)!;
    order[place] = item;
    order[from] = other;
    placeOf.set(other, from);
    nFilled++;
  }
  yield order;
}
