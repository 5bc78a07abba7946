import type { ItemDescription } from '../../../index.js';
import { firstOf, type HostObject, maxTextLength, toCount, toList, toObject, toText } from '../../host/host-values.js';

/** A product as a page's structured data tells it. */
export interface ToldProduct {
  readonly itemId: string | undefined;
  readonly description: ItemDescription;
  /** Its own page, where that is told. */
  readonly url: string | undefined;
  /** Stands alone: in no list, and no variant of another. */
  readonly isTop: boolean;
}

/** The id of a product, by a rule of the shop's own. */
export type ProductIdOf = (product: HostObject) => unknown;

/** How deep and how far a page's data is walked. */
const maxDepth = 8;
const maxNodes = 2000;

/**
 * Reads the products of a page's JSON-LD: `Product` and `ProductGroup` by themselves, in `@graph`, in `ItemList`s, as
 * `mainEntity`, and as variants; a `BreadcrumbList` gives the category where a product tells none.
 *
 * @param texts of the page's scripts; what is no JSON is passed over
 * @see https://schema.org/Product
 */
export function readJsonLd(texts: readonly string[], itemIdOf?: ProductIdOf): ToldProduct[] {
  const products: ToldProduct[] = [];
  let crumb: string | undefined;
  let left = maxNodes;

  const walk = (value: unknown, depth: number, isTop: boolean, group: ItemDescription) => {
    for (const node of [value].flat(2)) {
      if (typeof node !== 'object' || node === null || depth > maxDepth || left-- <= 0) continue;
      const object = toObject(node);
      const types = typesOf(object);
      let told = group;
      if (types.includes('Product') || types.includes('ProductGroup')) {
        told = { ...group, ...toDescription(object) };
        const url = toText(object.url ?? object['@id']);
        products.push({ itemId: idOf(object, itemIdOf), description: told, url, isTop });
      }
      if (types.includes('BreadcrumbList')) crumb ??= lastCrumb(object);
      else walk(object.itemListElement, depth + 1, false, group);
      walk(object['@graph'], depth + 1, isTop, group);
      walk(object.mainEntity, depth + 1, isTop, group);
      walk(object.item, depth + 1, isTop, group);
      walk(object.hasVariant, depth + 1, false, told);
    }
  };
  for (const text of texts) walk(parse(text), 0, true, {});
  return crumb === undefined
    ? products
    : products.map((each) =>
        each.isTop && !each.description.category && each.description.title !== crumb
          ? { ...each, description: { ...each.description, category: crumb } }
          : each,
      );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function typesOf(object: HostObject): string[] {
  return toList(object['@type']).map((type) => String(type).replace(/^(https?:\/\/)?schema\.org\//, ''));
}

function idOf(product: HostObject, itemIdOf?: ProductIdOf): string | undefined {
  return itemIdOf
    ? toText(itemIdOf(product))
    : firstOf(product, ['productGroupID', 'sku', 'productID', 'mpn', 'gtin', 'gtin13'], toText);
}

/** What is told, and nothing of what is not: so that a variant keeps what its group says. */
function toDescription(product: HostObject): ItemDescription {
  const [title, brand] = [textOf(product.name), textOf(product.brand)];
  const category = textOf(toList(product.category).at(-1));
  const price = priceOf(toObject(toList(product.offers)[0]));
  return {
    ...(title ? { title } : {}),
    ...(category ? { category } : {}),
    ...(brand ? { brand } : {}),
    ...(price ? { price } : {}),
  };
}

function priceOf(offer: HostObject): number | undefined {
  return firstOf(offer, ['price', 'lowPrice'], toCount) ?? toCount(toObject(toList(offer.priceSpecification)[0]).price);
}

/** Text, or the name of a thing; cut where it is too long. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'object' ? toObject(value).name : value;
  return toText(typeof text === 'string' ? text.trim().slice(0, maxTextLength) : undefined);
}

/** The last crumb that leads on to somewhere else is the category; the very last is often the page itself. */
function lastCrumb(list: HostObject): string | undefined {
  const crumbs = toList(list.itemListElement)
    .map(toObject)
    .map((crumb) => ({ name: textOf(crumb.name) ?? textOf(crumb.item), isLink: crumb.item !== undefined }));
  const links = crumbs.filter(({ isLink }) => isLink);
  const isPageLinked = links.length === crumbs.length;
  return (isPageLinked && links.length > 2 ? links.at(-2) : links.at(-1))?.name;
}
