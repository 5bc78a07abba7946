import type { Catalog } from '../../encoder/artifact/manifest.js';

/**
 * A catalogue with more items: what is told anew of an item holds, and what is told no more stays as it was.
 *
 * @param former its items are the first of those of `read`
 * @param read as `readItems` gives it, where a title that is missing is the item's id
 */
export function extendCatalog(former: Catalog, read: Catalog): Catalog {
  const { itemIds } = read;
  const texts = (field: 'titles' | 'categories' | 'brands', otherwise: (id: string) => string) => {
    const [before, now] = [former[field], read[field]];
    if (!before && !now) return undefined;
    return itemIds.map((id, row) => {
      const told = now?.[row] ?? '';
      return told !== '' && told !== otherwise(id) ? told : (before?.[row] ?? otherwise(id));
    });
  };
  const titles = texts('titles', (id) => id);
  const categories = texts('categories', () => '');
  const brands = texts('brands', () => '');
  const prices =
    former.prices || read.prices
      ? itemIds.map((_, row) => read.prices?.[row] ?? former.prices?.[row] ?? null)
      : undefined;
  return {
    itemIds,
    ...(titles ? { titles } : {}),
    ...(categories ? { categories } : {}),
    ...(brands ? { brands } : {}),
    ...(prices ? { prices } : {}),
  };
}
