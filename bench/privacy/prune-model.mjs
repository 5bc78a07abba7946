/**
 * A model as it would be for a smaller vocabulary and another table of companions: the rows of the items that are left, as
 * they were learned. Nothing is trained again.
 *
 * @param {import('../../src/encoder/artifact/model.js').Model} model
 * @param {import('../../src/sequence/vocabulary.js').Vocabulary} vocabulary of items that the model knows
 * @param {import('../../src/encoder/item-features/companions.js').CompanionTable} companions by rows of this vocabulary
 * @returns {import('../../src/encoder/artifact/model.js').Model}
 */
export function pruneModel(model, vocabulary, companions) {
  const kept = vocabulary.itemIds.map((id) => model.vocabulary.indexOf(id));
  const nBefore = model.vocabulary.size;
  const nSpecial = model.itemEmbeddings.length / model.encoder.embeddingSize - nBefore;
  const tokens = [...kept, ...Array.from({ length: nSpecial }, (_, i) => nBefore + i)];
  const pick = (values) => Float32Array.from(kept, (row) => values[row]);
  const { affinities, summaries } = model.clusters;
  const ofClusters = summaries.map((_, c) => [...pick(affinities.subarray(c * nBefore, (c + 1) * nBefore))]);
  const { catalog } = model;
  const texts = Object.entries(catalog).map(([field, values]) => [field, kept.map((row) => values[row])]);
  return {
    ...model,
    vocabulary,
    catalog: Object.fromEntries(texts),
    itemEmbeddings: pickRows(model.itemEmbeddings, model.encoder.embeddingSize, tokens),
    itemBias: pick(model.itemBias),
    companions: { ...model.companions, ...companions },
    clusters: { ...model.clusters, affinities: Float32Array.from(ofClusters.flat()) },
  };
}

function pickRows(values, size, rows) {
  const picked = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    picked.set(values.subarray(row * size, (row + 1) * size), i * size);
  });
  return picked;
}
