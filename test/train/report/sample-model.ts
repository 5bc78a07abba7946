import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kMeans } from '../../../src/clusters/algorithms/k-means.js';
import type { Model } from '../../../src/encoder/artifact/model.js';
import { toModelInput } from '../../../src/encoder/input/model-input.js';
import { untilLastItem } from '../../../src/sequence/sequence.js';
import { writeModel } from '../../../src/train/artifact/write-model.js';
import { embedSequences } from '../../../src/train/tensorflow/embed-sequences.js';
import { loadTensorflow } from '../../../src/train/tensorflow/load-tensorflow.js';
import { tasteLog } from '../cluster-lab/tastes.js';
import { tinyModel, tinyProvenance } from '../models/tiny-model.js';

/** What a shop's data may hold to break out of a page. */
export const hostileText = `<script>window.broken = 1</script>"><img src=x onerror=alert(1)>'&amp;`;

const nClusters = 3;

/** Of the clusters, as an update leaves them: 2 and 3 are no more. */
const clusterIds = [0, 1, 4];

/** What the manifest does not keep of an epoch. */
const unmeasured = { steps: 1, learningRate: 0.001, seconds: 1 };

/** Writes a log of 180 shoppers, whose ids begin with "secret", and a model with three clusters of them; returns the paths. */
export async function writeSample(folder: string): Promise<{ events: string; model: string }> {
  const { shoppers, vocabulary } = tasteLog(180);
  const lines = shoppers.flatMap(({ id, steps }) =>
    steps.map(
      ({ item, time, session }) =>
        `secret ${id},secret ${id} ${session},${Date.UTC(2024, 0, 1) + time},${vocabulary.itemIds[item]}`,
    ),
  );
  const events = join(folder, 'log.csv');
  mkdirSync(folder, { recursive: true });
  writeFileSync(events, `user_id,session_id,timestamp,item_id\n${lines.join('\n')}\n`);

  const itemIds = [...vocabulary.itemIds];
  const plain = tinyModel(1, itemIds);
  await loadTensorflow();
  const sequences = shoppers.map(({ steps }) =>
    untilLastItem(toModelInput(plain, { steps }).sequence, plain.vocabulary.sessionStart),
  );
  const { centroids } = kMeans(embedSequences(plain, sequences), plain.encoder.embeddingSize, { nClusters, seed: 1 });
  const model: Model = {
    ...plain,
    catalog: {
      itemIds,
      titles: itemIds.map((id) => `${id} ${hostileText}`),
      categories: itemIds.map((_, item) => `kind ${item % 3} ${hostileText}`),
      prices: itemIds.map((_, item) => 1 + item),
    },
    clusters: {
      ...plain.clusters,
      summaries: clusterIds.map((id) => ({
        id,
        label: `taste ${id} ${hostileText}`,
        terms: ['taste', hostileText],
        size: 60,
        topItemIds: [],
      })),
      centroids,
      affinities: new Float32Array(nClusters * itemIds.length),
    },
  };
  const dir = join(folder, 'model');
  await writeModel(dir, {
    model,
    metrics: { 'test/basket-completion/cases': 100, 'test/basket-completion/ndcg@10': 0.25, 'cost of rounding': 0.01 },
    provenance: { ...tinyProvenance, config: { clean: { minItemCount: 1 } } },
    log: [
      { stage: 'training', epoch: 1, loss: 3, validation: 0.1, ...unmeasured },
      { stage: 'training', epoch: 2, loss: 2, validation: 0.2, ...unmeasured },
      { stage: 'refit', epoch: 1, loss: 1.5, ...unmeasured },
    ],
  });
  return { events, model: dir };
}
