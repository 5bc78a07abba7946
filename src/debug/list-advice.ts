import type { NotRerankedReason } from '../index.js';

/** Why the markup of a list was left as it is, in words, and what a shop can do: docs/lists.md. */
export const listAdvice: Readonly<Partial<Record<NotRerankedReason, string>>> = {
  'all-seen':
    'The shopper has seen its items, and what was seen stays. data-vitrine-apply="always" orders the whole list.',
  'too-few-items': 'Fewer than two of its items may move.',
  sorted: 'The shopper chose how it is sorted.',
  framework: 'A framework renders it, and moves its nodes itself: give its template the order of rerank().',
  carousel: 'A carousel copies its slides, or takes them round: start it once vitrine:rerank was heard.',
  virtual: 'Only a part of its rows is on the page: give its data the order of rerank().',
  'repeated-item': 'Two items have one id: give each its own data-vitrine-item.',
  'between-items':
    'What stands between its items may belong to them: put it into the items, or mark what stays with data-vitrine-pinned.',
  positioned:
    'The screen does not show its items as they stand in the page: CSS order, reversed rows, positions of their own.',
  'in-view': 'Items in view would have moved with the others: give items one size.',
  overruled: 'Another script put its items back each time they were ordered.',
};
