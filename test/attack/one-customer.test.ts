import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/random.js';
import { fitClusters } from '../../src/train/clusters/fit-clusters.js';
import { parseConfig } from '../../src/train/config/config.js';
import { publishedPart, teachingShoppers } from '../../src/train/dataset/dataset-part.js';
import { loadDataset } from '../../src/train/dataset/load-dataset.js';
import { prepareEpochs } from '../../src/train/encoder-training/epoch-input.js';
import { temporaryFile } from '../train/logs/temporary-log.js';
import { attackCount, attackSeed, tellAttack } from './attack.js';

const hour = 3_600_000;

/** A random log in which a few people, fewer than the rule asks for, buy things that nobody else buys, often. */
function randomLog(random: Random, minShoppers: number) {
  const rows = ['session_id,user_id,timestamp,event_type,item_id,query,title,price'];
  const nItems = 4 + random.integer(8);
  const nShoppers = 20 + random.integer(40);
  const line = (shopper: string, visit: number, nth: number, item: string, more = ',,') => {
    const time = 1.7e12 + visit * 24 * hour + nth * 60_000 + random.integer(1000);
    rows.push(`${shopper}-${visit},${shopper},${time},view_item,${item},${more}`);
  };
  for (let i = 0; i < nShoppers; i++) {
    const nVisits = 1 + random.integer(4);
    for (let v = 0; v < nVisits; v++) {
      const visit = random.integer(60);
      for (let nth = 0; nth < 2 + random.integer(4); nth++) {
        line(`u${i}`, visit, nth, `item${random.integer(nItems)}`, `,Thing,${3 + random.integer(3)}`);
      }
    }
  }
  const nInsiders = 1 + random.integer(minShoppers - 1);
  for (let i = 0; i < nInsiders; i++) {
    for (let times = 0; times < 3 + random.integer(8); times++) {
      const visit = random.integer(60);
      rows.push(`x${i}-${visit},x${i},${1.7e12 + visit * 24 * hour},search,,secretword,,`);
      line(`x${i}`, visit, 1, `secret${random.integer(3)}`, ',Secret title,987654');
      // Also with what others buy, under a title and a price of their own.
      line(`x${i}`, visit, 2, `item${random.integer(nItems)}`, ',Secret title,987654');
    }
  }
  return temporaryFile('log.csv', rows.join('\n'));
}

/** What of a random log would be published against the rule; nothing where it holds. */
async function findBreach(random: Random): Promise<string | undefined> {
  const minShoppers = 2 + random.integer(5);
  const config = parseConfig({
    privacy: { minShoppers },
    clean: { minItemCount: 1 + random.integer(3), vocabularyFrom: random.integer(2) ? 'log' : 'training' },
    split: random.integer(2) ? {} : { refit: false },
    encoder: { textBuckets: 64 },
    training: { companionFolds: 1, companionsPerItem: 1 + random.integer(6) },
  });
  const { dataset } = await loadDataset({ events: [randomLog(random, minShoppers)], config });
  if (/secret|987654/i.test(JSON.stringify(dataset.catalog)))
    return `the catalogue has what ${minShoppers} do not share`;
  const part = publishedPart(dataset);
  const shoppers = teachingShoppers(part);
  const countOf = (isBehind: (steps: (typeof shoppers)[number]['steps']) => boolean) =>
    shoppers.filter(({ steps }) => isBehind(steps)).length;
  for (let row = 0; row < dataset.vocabulary.size; row++) {
    const n = countOf((steps) => steps.some(({ item }) => item === row));
    if (n < minShoppers) return `an item has ${n} shoppers of ${minShoppers}`;
  }
  const { companions, shoppers: learned } = prepareEpochs(dataset, part, config);
  if (/secret/.test(JSON.stringify(learned.map(({ queries }) => queries)))) return 'a word of too few is learned';
  for (let place = 0; place < companions.items.length; place++) {
    const [a, b] = [Math.floor(place / companions.perItem), companions.items[place]];
    if (b < 0) continue;
    const n = countOf((steps) =>
      steps.some((one) => one.item === a && steps.some((other) => other.item === b && other.session === one.session)),
    );
    if (n < minShoppers) return `a pair has ${n} shoppers of ${minShoppers}`;
  }
  const embeddings = Float32Array.from(part.shoppers, () => random.normal() ** 3);
  const { privacy, catalog } = dataset;
  const { clusters } = await fitClusters({ shoppers: part.shoppers, embeddings, size: 1, catalog, seed: 1, privacy });
  const small = clusters.summaries.find(({ size }) => size < 20);
  return small && `a cluster has ${small.size} shoppers`;
}

describe('what one customer leaves in a model', () => {
  it('is nothing that fewer shoppers share than the rule asks for', async () => {
    const random = createRandom(attackSeed());
    const breaches: string[] = [];
    let tried = 0;
    for (let i = 0; i < attackCount(10, 300); i++) {
      await findBreach(random).then(
        (breach) => {
          tried++;
          if (breach) breaches.push(breach);
        },
        (error: { code?: string }) => {
          // A log may be too small under the rule: then nothing is published at all, and nothing was tried.
          if (error.code !== 'DATA_TOO_SMALL' && error.code !== 'DATA_EMPTY') throw error;
        },
      );
    }
    const promise = 'nothing is published that too few shoppers stand behind';
    tellAttack({ kind: 'one customer in the log', promise, tried, held: tried - breaches.length });
    expect(breaches).toEqual([]);
    expect(tried).toBeGreaterThan(attackCount(10, 300) / 2);
  }, 600_000);
});
