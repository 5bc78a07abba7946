import { createRandom } from '../../../src/random.js';
import { itemsPerKind, kinds } from '../../fixtures/tiny-model.js';

const day = 86_400_000;

export interface KindsLogOptions {
  readonly seed?: number;
  /** Days since 2024 began. */
  readonly fromDay?: number;
  /** Shoppers of each kind; their ids are the same in every log. */
  readonly perKind?: number;
  /** A kind of item that `createTinyModel` does not know; every shopper ends each session with one of four. */
  readonly addition?: string;
  /** What an item's id is made of, such as those of another shop. */
  readonly itemId?: (kind: string, nth: number) => string;
}

/** A log of shoppers who each keep to one kind of item, in four sessions of two or three steps, as CSV. */
export function kindsLog(options: KindsLogOptions = {}): string {
  const { seed = 1, fromDay = 0, perKind = 25, addition, itemId = (kind, nth) => `${kind}-${nth}` } = options;
  const random = createRandom(seed);
  const rows = ['user_id,session_id,timestamp,item_id'];
  for (let shopper = 0; shopper < perKind * kinds.length; shopper++) {
    const kind = kinds[shopper % kinds.length];
    for (let session = 0; session < 4; session++) {
      const items = random.shuffle(Array.from({ length: itemsPerKind }, (_, nth) => itemId(kind, nth + 1)));
      const met = items.slice(0, 2 + random.integer(2));
      if (addition) met.push(`${addition}-${1 + random.integer(4)}`);
      met.forEach((item, nth) => {
        const at = Date.UTC(2024, 0, 1) + (fromDay + 3 * session) * day + shopper * 60_000 + nth * 1000;
        rows.push(`u${shopper},${fromDay}-${shopper}-${session},${new Date(at).toISOString()},${item}`);
      });
    }
  }
  return `${rows.join('\n')}\n`;
}
