/** The ways to ask a method what comes next. */
export const protocols = [
  'every-prefix',
  'last-item',
  'leave-one-out',
  'basket-completion',
  'next-basket',
  'page',
] as const;

export type Protocol = (typeof protocols)[number];

/** The measure that each protocol is quoted by, and that baselines are tuned for. */
export const headlines: Readonly<Record<Protocol, string>> = {
  'every-prefix': 'hitRate@20',
  'last-item': 'hitRate@20',
  'leave-one-out': 'ndcg@10',
  'basket-completion': 'hitRate@10',
  'next-basket': 'recall@20',
  page: 'ndcg@10',
};
