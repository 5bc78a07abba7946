import type { ShopperSums } from './bootstrap.js';
import type { MeasuredMethod } from './evaluation-table.js';
import type { Figures, FiguresOfMethod } from './figures.js';

/**
 * Puts together what one method came to under several seeds: the figures are the means over seeds, and a shopper's cases
 * of all seeds stay together.
 */
export function poolSeeds(
  runs: readonly Pick<FiguresOfMethod, 'means' | 'byShopper'>[],
): Pick<MeasuredMethod, 'figures' | 'sums' | 'bySeed'> {
  const bySeed = runs.map((run) => run.means());
  const names = [...new Set(bySeed.flatMap((figures) => Object.keys(figures)))];
  const figures: Figures = Object.fromEntries(
    names.map((name) => {
      const values = bySeed.map((means) => means[name]).filter((value) => value !== undefined);
      return [name, values.reduce((a, b) => a + b, 0) / values.length];
    }),
  );
  return { figures, sums: poolShoppers(runs.map((run) => run.byShopper())), bySeed };
}

function poolShoppers([first, ...others]: readonly ShopperSums[]): ShopperSums {
  const rows = new Map(first.rows);
  for (const { rows: more } of others) {
    for (const [id, { sums, counts }] of more) {
      const known = rows.get(id);
      rows.set(id, {
        sums: sums.map((value, m) => value + (known?.sums[m] ?? 0)),
        counts: counts.map((value, m) => value + (known?.counts[m] ?? 0)),
      });
    }
  }
  return { names: first.names, rows };
}
