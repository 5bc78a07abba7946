import { assign } from '../../clusters/placing/assign.js';
import { countMeetings } from '../../clusters/words/meetings.js';
import type { Model } from '../../encoder/artifact/model.js';
import { toModelInput } from '../../encoder/input/model-input.js';
import type { CompanionTable } from '../../encoder/item-features/companions.js';
import type { Dataset, Shopper } from '../dataset/dataset.js';
import { publishedPart, teachingShoppers } from '../dataset/dataset-part.js';
import { loadTensorflow } from '../tensorflow/load-tensorflow.js';
import { keepSharedWords } from './keep-shared-words.js';

/** How many distinct shoppers stand behind each thing of a kind that a model publishes. */
export interface Supporters {
  readonly items: readonly number[];
  readonly pairs: readonly number[];
  /** Of each affinity that is not 0. */
  readonly affinities: readonly number[];
  readonly clusters: readonly number[];
}

/**
 * Counts the shoppers behind all that a model publishes, in the log that it learned from.
 *
 * Shoppers belong to the cluster where the published model puts them.
 *
 * @param dataset read with the vocabulary of the model
 */
export async function countSupporters(model: Model, dataset: Dataset): Promise<Supporters> {
  const part = publishedPart(dataset);
  const shoppers = teachingShoppers(part);
  const nItems = model.vocabulary.size;
  const items = new Array<number>(nItems).fill(0);
  for (const { steps } of shoppers) for (const item of new Set(steps.map(({ item }) => item))) items[item]++;
  const minShoppers = dataset.privacy?.minShoppers ?? 1;
  return {
    items,
    pairs: model.companions ? countPairs(shoppers, model.companions) : [],
    ...(await countClusters(model, keepSharedWords(part.shoppers, minShoppers))),
  };
}

function countPairs(shoppers: readonly Shopper[], { perItem, items }: CompanionTable): number[] {
  const counts = new Int32Array(items.length);
  shoppers.forEach(({ steps }) => {
    const sessions = new Map<number, Set<number>>();
    for (const { session, item } of steps) sessions.set(session, (sessions.get(session) ?? new Set()).add(item));
    const places = new Set<number>();
    for (const session of sessions.values()) {
      for (const item of session) {
        for (let place = item * perItem; place < (item + 1) * perItem && items[place] >= 0; place++) {
          if (session.has(items[place])) places.add(place);
        }
      }
    }
    for (const place of places) counts[place]++;
  });
  return [...counts].filter((_, place) => items[place] >= 0);
}

async function countClusters(
  model: Model,
  shoppers: readonly Shopper[],
): Promise<Pick<Supporters, 'affinities' | 'clusters'>> {
  const { summaries, centroids, affinities } = model.clusters;
  if (summaries.length === 0) return { affinities: [], clusters: [] };
  await loadTensorflow();
  const { embedSequences } = await import('../tensorflow/embed-sequences.js');
  const read = ({ steps, queries }: Shopper) => toModelInput(model, { steps, queries }).sequence;
  const labels = assign(embedSequences(model, shoppers.map(read)), centroids, model.encoder.embeddingSize);
  const histories = shoppers.map(({ steps }) => steps.map(({ item }) => item));
  const meetings = countMeetings(labels, histories, summaries.length, model.vocabulary.size);
  return {
    affinities: [...meetings.counts].filter((_, place) => affinities[place] !== 0),
    clusters: [...meetings.shoppers],
  };
}
