import { createElement, Fragment, type ReactNode } from 'react';
import { idsOf } from '../ordering/ids-of.js';
import type { ListRequest } from '../ordering/question.js';
import { useRerank } from './use-rerank.js';

/** A list, how it is to be ordered, and how one of its items is rendered. */
export interface RerankedProps<Item> extends ListRequest<Item> {
  /** In the shop's order. */
  readonly items: readonly Item[];
  /** Renders one item; its key is its id. */
  readonly children: (item: Item, place: number) => ReactNode;
}

/**
 * Renders a list in the order of `useRerank`.
 *
 * @example <ul><Reranked items={products} slot="category">{(product) => <li>{product.title}</li>}</Reranked></ul>
 */
export function Reranked<Item>({ items, children, ...request }: RerankedProps<Item>): ReactNode {
  const ranked = useRerank(items, request).items;
  const ids = idsOf(ranked, request.id);
  return ranked.map((item, place) => createElement(Fragment, { key: ids[place] }, children(item, place)));
}
