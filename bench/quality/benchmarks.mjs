/**
 * What `npm run bench:quality` measures, by name: which files, the configuration that a model is trained by, which
 * questions are asked, and what has been published for the same questions.
 *
 * Files of `events` are trained on; those of `test` are not. Paths begin at the project's root, or at the folder that
 * `VITRINE_DATA` names where the data are for research only.
 *
 * @type {Readonly<Record<string, import('./benchmarks.mjs').Benchmark>>}
 */
export const benchmarks = {
  'online-retail': {
    title: 'Online Retail',
    events: ['demo/data/online-retail.parquet'],
    items: 'demo/data/items.csv',
    config: 'demo/vitrine.config.json',
    protocols: [
      {
        protocol: 'basket-completion',
        asks: 'one random item held out of each invoice, given the rest and the customer’s earlier invoices',
        columns: { 'HR@10': 'hitRate@10', 'HR@20': 'hitRate@20', 'NDCG@10': 'ndcg@10' },
      },
      {
        protocol: 'next-basket',
        asks: 'all items of each known customer’s next invoice, given the earlier ones alone',
        columns: {
          'recall@20': 'recall@20',
          'of items bought before': 'recall@20, repeats',
          'of new items': 'recall@20, new',
        },
      },
      {
        protocol: 'page',
        asks: 'as basket-completion, among the 48 items of the target’s category that sold best in the four weeks before',
        columns: { 'NDCG@10': 'ndcg@10', MRR: 'mrr@48' },
      },
    ],
  },
  diginetica: {
    title: 'Diginetica',
    isResearchOnly: true,
    events: ['diginetica/train.csv.gz'],
    test: ['diginetica/test.csv.gz'],
    config: 'bench/configs/diginetica.json',
    protocols: [
      {
        protocol: 'every-prefix',
        ks: '10,20',
        asks: 'the next item after every prefix of every test session; repeats are not filtered',
        columns: { 'HR@20': 'hitRate@20', 'MRR@20': 'mrr@20' },
        published: [
          ['first-order Markov', [0.3441, 0.1307], 'session-rec’s tables'],
          ['V-SkNN', [0.5203, 0.1841], 'session-rec’s tables'],
          ['GRU4Rec', [0.5097, 0.175], 'session-rec’s tables'],
          ['NARM', [0.4979, 0.1585], 'session-rec’s tables'],
          ['SR-GNN', [0.5073, 0.1759], 'its paper'],
          ['GCE-GNN', [0.5422, 0.1904], 'its paper'],
          ['SGNN-HN', [0.5567, 0.1945], 'its paper'],
        ],
      },
    ],
  },
  beauty: {
    title: 'Amazon Beauty',
    isResearchOnly: true,
    events: ['beauty/events.csv.gz'],
    items: 'beauty/items.csv.gz',
    config: 'bench/configs/beauty.json',
    protocols: [
      {
        protocol: 'leave-one-out',
        asks: 'each shopper’s last item, given all earlier ones, which are no candidates',
        ks: '10,20',
        masksSeen: true,
        columns: { 'HR@10': 'hitRate@10', 'NDCG@10': 'ndcg@10' },
        published: [
          ['popularity', [0.0115], 'published tables'],
          ['GRU4Rec', [0.0283, 0.0137], 'published tables'],
          ['BERT4Rec', [0.0347, 0.017], 'published tables'],
          ['SASRec', [0.0605, 0.0318], 'published tables'],
          ['S3Rec', [0.0647, 0.0327], 'published tables'],
          ['TIGER', [0.0648, 0.0384], 'published tables'],
          ['ICLRec', [0.0744, 0.0403], 'published tables'],
          ['SASRec, full cross-entropy', [0.0859, 0.0503], 'an independent reproduction'],
          ['SASRec, sampled softmax', [0.0921, 0.0531], 'the eSASRec repository'],
        ],
      },
    ],
  },
};
