import { clustersInManifest, encodeWeights } from '../../src/encoder/artifact/artifact.js';
import { formatVersion, type Manifest } from '../../src/encoder/artifact/manifest.js';
import type { Model, Weight } from '../../src/encoder/artifact/model.js';
import { repeatFeatures } from '../../src/encoder/item-features/repeats.js';
import { createEncoder, type EncoderConfig } from '../../src/encoder/kinds/create-encoder.js';
import { createRandom } from '../../src/random.js';
import { nSpecialTokens } from '../../src/sequence/sequence.js';
import { createVocabulary } from '../../src/sequence/vocabulary.js';
import { sha256 } from '../../src/worker/model-files/sha256.js';

export interface RandomModelOptions {
  nItems?: number;
  embeddingSize?: number;
  maxSequenceLength?: number;
  nClusters?: number;
  seed?: number;
}

/** A model of random weights, large enough that every part of the forward pass shows in the result. */
export function createRandomModel(options: RandomModelOptions = {}): Model {
  const { nItems = 40, embeddingSize = 16, maxSequenceLength = 12, nClusters = 3, seed = 7 } = options;
  const random = createRandom(seed);
  const draw = (n: number, scale: number) => Float32Array.from({ length: n }, () => scale * random.normal());
  const encoder: EncoderConfig = {
    kind: 'transformer',
    embeddingSize,
    nBlocks: 2,
    nHeads: 2,
    hiddenSize: 2 * embeddingSize,
    maxSequenceLength,
    dropout: 0.2,
  };
  const encoderWeights: Record<string, Weight> = {};
  for (const { name, shape, init } of createEncoder(encoder).parameters) {
    const noise = draw(
      shape.reduce((product, n) => product * n, 1),
      init === 'glorot' ? 1 / Math.sqrt(embeddingSize) : 0.3,
    );
    encoderWeights[name] = { shape, data: init === 'ones' ? noise.map((value) => 1 + value) : noise };
  }
  const itemIds = Array.from({ length: nItems }, (_, row) => `item-${row}`);
  return {
    encoder,
    sessionGapMs: 30 * 60 * 1000,
    vocabulary: createVocabulary(itemIds),
    catalog: { itemIds },
    itemEmbeddings: draw((nItems + nSpecialTokens) * embeddingSize, 1 / Math.sqrt(embeddingSize)),
    itemBias: draw(nItems, 0.5),
    encoderWeights,
    // The log of how often an item was met, and half as much for the last one.
    repeats: {
      weights: Float32Array.from(repeatFeatures, (name) => ({ times: 1, tokensAgo1: 0.5 })[name as string] ?? 0),
    },
    companions: {
      perItem: 3,
      items: Int32Array.from({ length: 3 * nItems }, (_, i) => (i % 3 === 2 ? -1 : random.integer(nItems))),
      strengths: draw(3 * nItems, 0.3).map(Math.abs),
      weights: Float32Array.of(1, 2, 0.5, -0.5, 1.5, 0.2, -0.1, 0.3),
    },
    clusters: {
      summaries: Array.from({ length: nClusters }, (_, id) => ({
        id,
        label: `cluster ${id}`,
        terms: [],
        size: 20 + id,
        topItemIds: [],
      })),
      centroids: draw(nClusters * embeddingSize, 1),
      affinities: draw(nClusters * nItems, 1),
      temperature: embeddingSize,
    },
    ranking: { sequence: 1, cluster: 0.5, repeat: 0.3, position: 0.2 },
  };
}

/** The files of a model directory, by name. */
export async function encodeModelFiles(model: Model): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const text = (value: unknown) => new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));
  const contents: Record<string, Uint8Array<ArrayBuffer>> = {
    'weights.safetensors': new Uint8Array(encodeWeights(model)),
    'catalog.json': text(model.catalog),
  };
  const files = await Promise.all(
    Object.entries(contents).map(async ([path, bytes]) => ({ path, bytes: bytes.length, sha256: await sha256(bytes) })),
  );
  const manifest: Manifest = {
    formatVersion,
    encoder: model.encoder,
    sessionGapMs: model.sessionGapMs,
    clusters: clustersInManifest(model.clusters),
    ranking: model.ranking,
    ...(model.coldItems ? { coldItems: model.coldItems } : {}),
    metrics: {},
    provenance: { vitrineVersion: '0.0.0', command: 'test', seed: 7, backend: 'none', data: [] },
    files,
  };
  return { ...contents, 'manifest.json': text(manifest) };
}
