import { VitrineError } from '../../errors.js';
import type { ItemDescription } from '../../sequence/text.js';
import type { Catalog } from './manifest.js';

/**
 * Parses `catalog.json`.
 *
 * @throws VitrineError `MODEL_CORRUPT` for text that is no catalogue, or titles that are not one an item
 * @example parseCatalog('{"itemIds":["a","b"]}').itemIds // ['a', 'b']
 */
export function parseCatalog(text: string): Catalog {
  let catalog: Catalog;
  try {
    catalog = JSON.parse(text);
  } catch (cause) {
    throw new VitrineError('MODEL_CORRUPT', 'catalog.json is no JSON: deploy the whole model directory again', {
      cause,
    });
  }
  const lists: [string, unknown][] = [
    ['itemIds', catalog?.itemIds],
    ['titles', catalog?.titles ?? catalog?.itemIds],
    ['categories', catalog?.categories ?? catalog?.itemIds],
    ['brands', catalog?.brands ?? catalog?.itemIds],
    ['prices', catalog?.prices ?? catalog?.itemIds],
  ];
  for (const [name, list] of lists) {
    const isKind = name === 'prices' && catalog.prices ? isPrice : isText;
    if (!Array.isArray(list) || !list.every(isKind) || list.length !== catalog.itemIds.length) {
      throw new VitrineError(
        'MODEL_CORRUPT',
        `catalog.json has no list "${name}" of one entry an item: deploy the whole model directory again`,
      );
    }
  }
  return catalog;
}

/**
 * What a catalogue tells of one of its items. A title that is only the item's id tells nothing.
 *
 * @param row in the catalogue
 * @example describeItem({ itemIds: ['a'], titles: ['Mug'], prices: [null] }, 0) // { title: 'Mug' }
 */
export function describeItem({ itemIds, titles, categories, brands, prices }: Catalog, row: number): ItemDescription {
  const price = prices?.[row];
  return {
    ...(titles && titles[row] !== itemIds[row] ? { title: titles[row] } : {}),
    ...(categories?.[row] ? { category: categories[row] } : {}),
    ...(brands?.[row] ? { brand: brands[row] } : {}),
    ...(price ? { price } : {}),
  };
}

const isText = (value: unknown) => typeof value === 'string';
const isPrice = (value: unknown) => value === null || Number.isFinite(value);
