import type { Product } from './catalogue.js';
import type { Picture } from './picture.js';

/** Of so many popular products the picture is chosen: what nobody buys does not stand for a category. */
const poolSize = 60;

/** The picture that stands for a category: of its most frequent thing, the most popular product's. */
export function typicalPicture(products: readonly Product[]): Picture {
  const pictures = products.slice(0, poolSize).map(({ picture }) => picture);
  const counts = new Map<string, number>();
  for (const { thing } of pictures) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  const countOf = ({ thing }: Picture) => counts.get(thing) ?? 0;
  return pictures.reduce((best, picture) => (countOf(picture) > countOf(best) ? picture : best));
}
