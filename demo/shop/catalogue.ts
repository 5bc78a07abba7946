import { loadPictures, type Picture } from './picture.js';

/** A product of the shop. */
export interface Product {
  readonly id: string;
  readonly title: string;
  /** In pence. */
  readonly price: number;
  readonly category: string;
  /** Orders it was in during the last eight weeks of the training period. */
  readonly orders: number;
  readonly picture: Picture;
}

/** Everything the shop sells. */
export interface Catalogue {
  /** The most popular first. */
  readonly products: readonly Product[];
  /** The largest first. */
  readonly categories: readonly string[];
  readonly byId: ReadonlyMap<string, Product>;
}

type PictureRow = [thing: number, motif: number, tint: string, pattern: string, copies: number];
type ProductRow = [id: string, title: string, price: number, category: number, orders: number, picture: PictureRow];
interface CatalogueFile {
  categories: string[];
  drawings: string[];
  products: ProductRow[];
}

let loading: Promise<Catalogue> | undefined;

/** The catalogue of `/catalog.json`, with the drawings of its products put into the page; loaded once a page. */
export function loadCatalogue(): Promise<Catalogue> {
  loading ??= Promise.all([fetchCatalogue(), loadPictures()]).then(([file]) => readCatalogue(file));
  return loading;
}

async function fetchCatalogue(): Promise<CatalogueFile> {
  return (await fetch('/catalog.json')).json();
}

function readCatalogue({ categories, drawings, products: rows }: CatalogueFile): Catalogue {
  const products = rows.map(
    ([id, title, price, category, orders, [thing, motif, tint, pattern, copies]]): Product => ({
      id,
      title,
      price,
      category: categories[category],
      orders,
      picture: { thing: drawings[thing], motif: motif < 0 ? null : drawings[motif], tint, pattern, copies },
    }),
  );
  return { products, categories, byId: new Map(products.map((product) => [product.id, product])) };
}

/** The products of one category, the most popular first. */
export function productsOf(catalogue: Catalogue, category: string): Product[] {
  return catalogue.products.filter((product) => product.category === category);
}
