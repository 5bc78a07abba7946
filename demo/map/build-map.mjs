// Writes public/map.json: where every product of the shop stands on a plane on which products that the model finds
// alike stand close (UMAP of the item embeddings, seeded), and the cluster whose shoppers favour it most.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UMAP } from 'umap-js';
import { runnerImport } from 'vite';

const root = join(import.meta.dirname, '../..');
const modelFolder = join(root, 'demo/public/model');
/** Products stand on a square of this many units a side; whole numbers keep the file small. */
const side = 1000;

const { readModel } = await importSource('train/artifact/read-model.ts');
const { createRandom } = await importSource('random.ts');
const { model } = await readModel(modelFolder);
const manifest = readFileSync(join(modelFolder, 'manifest.json'));
const { products } = JSON.parse(readFileSync(join(root, 'demo/public/catalog.json'), 'utf8'));

const { embeddingSize } = model.encoder;
const rows = Array.from({ length: model.vocabulary.size }, (_, row) =>
  unit(model.itemEmbeddings.subarray(row * embeddingSize, (row + 1) * embeddingSize)),
);
const umap = new UMAP({ nComponents: 2, nNeighbors: 15, minDist: 0.25, random: createRandom(42).next });
const places = toSquare(await umap.fitAsync(rows));

writeFileSync(
  join(root, 'demo/public/map.json'),
  `${JSON.stringify({
    modelHash: createHash('sha256').update(manifest).digest('hex').slice(0, 16),
    side,
    // One row a product, in the catalogue's order: x, y, cluster (-1: none favours it); null for one the model does not know.
    places: products.map(([id]) => {
      const row = model.vocabulary.indexOf(id);
      return row < 0 ? null : [...places[row], favouringCluster(row)];
    }),
  })}\n`,
);
process.stdout.write(`${rows.length} products on the map\n`);

async function importSource(path) {
  return (await runnerImport(join(root, 'src', path), { root, configFile: false, logLevel: 'error' })).module;
}

/** Embeddings are compared by direction: their length is mostly popularity. */
function unit(values) {
  const length = Math.hypot(...values) || 1;
  return Array.from(values, (value) => value / length);
}

/** Scales to the square; the outermost three thousandths on each side are pressed to its edge, so that strays cost no room. */
function toSquare(points) {
  const scale = (axis) => {
    const sorted = points.map((point) => point[axis]).sort((a, b) => a - b);
    const low = sorted[Math.floor(0.003 * sorted.length)];
    const high = sorted[Math.ceil(0.997 * sorted.length) - 1];
    return (value) => Math.round(side * Math.min(1, Math.max(0, (value - low) / (high - low))));
  };
  const [x, y] = [scale(0), scale(1)];
  return points.map((point) => [x(point[0]), y(point[1])]);
}

function favouringCluster(row) {
  const { affinities, summaries } = model.clusters;
  const size = model.vocabulary.size;
  const favours = summaries.map((_, k) => affinities[k * size + row]);
  const most = Math.max(...favours);
  return most > 0 ? favours.indexOf(most) : -1;
}
