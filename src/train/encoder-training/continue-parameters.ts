import { describeItem } from '../../encoder/artifact/catalog.js';
import type { Catalog } from '../../encoder/artifact/manifest.js';
import type { Model } from '../../encoder/artifact/model.js';
import { createTitleIndex } from '../../encoder/cold-items/title-index.js';
import { titleTerms } from '../../encoder/cold-items/title-terms.js';
import { nearestItems } from '../../encoder/item-features/cold-features.js';
import type { Random } from '../../random.js';
import { nSpecialTokens } from '../../sequence/sequence.js';
import { createParameters, type Parameters } from '../gradients/parameters.js';
import type { Composition } from '../token-embeddings/composition.js';
import { firstBucketRow } from '../token-embeddings/content-rows.js';
import { countItems, type EpochInput } from './epoch-input.js';

/**
 * Parameters that training goes on from: those of a model, as its artifact holds them, and new ones for the items that
 * it does not know.
 *
 * A model keeps the sum of what an item is made of: what its words do not explain becomes the item's own row. Under
 * cosine scores, where the length of the sum is not kept, it is taken to be that of its words. A new item starts as
 * its words, where the model reads them; else as the known items that are called alike; else as their mean with a
 * little noise. How much companions say starts anew: what the model has was fitted after training, not in it.
 *
 * @param former of the same encoder; its items are the first of those of `input`
 * @param input without smoothing over the item graph, which the model's rows have in them
 */
export function continueParameters(former: Model, input: EpochInput, catalog: Catalog, random: Random): Parameters {
  const { composition, encoder, text: words } = input;
  const counts = countItems(input);
  const fresh = createParameters(encoder, counts, composition.nRows, random);
  const size = encoder.config.embeddingSize;
  const nItems = counts.length;
  const nKnown = former.vocabulary.size;
  const table = fresh['items/embeddings'].data;
  const rowOf = (rows: Float32Array, row: number) => rows.subarray(row * size, (row + 1) * size);
  if (former.text && words) {
    words.bucketWeights.forEach((weight, bucket) => {
      const row = rowOf(table, firstBucketRow(nItems) + bucket);
      const stored = rowOf(former.text!.rows, bucket);
      for (let j = 0; j < size; j++) row[j] = weight > 0 ? stored[j] / weight : 0;
    });
  }
  const usual = meanRow(former.itemEmbeddings, size, nKnown);
  const resembling = rowsOfResembling(former, size);
  for (let token = 0; token < nItems + nSpecialTokens; token++) {
    const own = rowOf(table, token);
    const said = saidByWords(table, token, composition, size);
    const length = Math.hypot(...said);
    const isNew = token >= nKnown && token < nItems;
    if (isNew && length > 0) own.fill(0);
    else if (isNew) {
      const like = resembling(titleTerms(describeItem(catalog, token)));
      for (let j = 0; j < size; j++) own[j] = like ? like[j] : usual[j] + own[j];
    } else {
      const known = rowOf(former.itemEmbeddings, token < nKnown ? token : token - nItems + nKnown);
      const scale = encoder.config.scores === 'cosine' ? length || 1 : 1;
      for (let j = 0; j < size; j++) own[j] = scale * known[j] - said[j];
    }
  }
  for (const { name } of encoder.parameters) {
    const { shape, data } = former.encoderWeights[name];
    fresh[name] = { shape, data: data.slice() };
  }
  if (former.repeats) fresh.repeats = { ...fresh.repeats, data: former.repeats.weights.slice() };
  continueBias(fresh['items/bias'].data, former.itemBias);
  return fresh;
}

/** Known items keep their bias; new ones have what their count gives, moved by as much as training moved the known. */
function continueBias(bias: Float32Array, known: Float32Array): void {
  let shift = 0;
  known.forEach((value, item) => {
    shift += (value - bias[item]) / known.length;
  });
  for (let item = 0; item < bias.length; item++) bias[item] = item < known.length ? known[item] : bias[item] + shift;
}

/** The part of a token's row that is not its own: what its words add. */
function saidByWords(table: Float32Array, token: number, { starts, rows, coefficients }: Composition, size: number) {
  const said = new Float32Array(size);
  for (let part = starts[token]; part < starts[token + 1]; part++) {
    if (rows[part] === token) continue;
    for (let j = 0; j < size; j++) said[j] += coefficients[part] * table[rows[part] * size + j];
  }
  return said;
}

/** Gives the rows of the known items that read like a new one, the likest counting most; null where none does. */
function rowsOfResembling(
  { catalog, itemEmbeddings }: Model,
  size: number,
): (terms: readonly string[]) => Float32Array | null {
  const index = createTitleIndex(catalog);
  index.read(catalog.itemIds.length);
  return (terms) => {
    const likeness = index.likeness(terms);
    if (!likeness) return null;
    const row = new Float32Array(size);
    const { items, weights } = nearestItems(likeness);
    items.forEach((item, i) => {
      for (let j = 0; j < size; j++) row[j] += weights[i] * itemEmbeddings[item * size + j];
    });
    return row;
  };
}

function meanRow(rows: Float32Array, size: number, n: number): Float32Array {
  const mean = new Float32Array(size);
  for (let p = 0; p < n * size; p++) mean[p % size] += rows[p] / n;
  return mean;
}
