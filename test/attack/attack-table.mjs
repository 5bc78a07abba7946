import { existsSync, readFileSync } from 'node:fs';

/**
 * Reads what the attack suites have told, see attack.ts.
 *
 * @param {string} file where ATTACK_REPORT pointed
 * @returns {{ kind: string, promise: string, tried: number, held: number }[]} empty where no suite ran
 */
export function readAttacks(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/**
 * Returns a table of the attacks for a terminal: a line a suite, the kinds in order, with what held.
 *
 * @param {ReturnType<typeof readAttacks>} attacks
 */
export function showAttacks(attacks) {
  const sorted = attacks.toSorted((a, b) => a.kind.localeCompare(b.kind) || a.promise.localeCompare(b.promise));
  const width = Math.max(0, ...sorted.map(({ kind }) => kind.length));
  return sorted
    .map(({ kind, promise, tried, held }) => {
      const share = held === tried ? 'all held' : `${held} HELD`;
      return `${kind.padEnd(width)}  ${String(tried).padStart(6)} tried, ${share}: ${promise}`;
    })
    .join('\n');
}
