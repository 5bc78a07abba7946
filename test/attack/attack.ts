import { appendFileSync } from 'node:fs';

/** One kind of attack: how many cases were tried, and how many of them the product withstood. */
export interface AttackResult {
  /** The kind, as `npm run attack` lists it: 'tabs', 'hostile models'. */
  readonly kind: string;
  /** The promise that each case tested, in one clause: 'no trace is left after withdrawal'. */
  readonly promise: string;
  readonly tried: number;
  readonly held: number;
}

/**
 * Returns how many random cases a suite tries: `short` in `npm test`, `full` in `npm run attack`.
 */
export function attackCount(short: number, full: number): number {
  return process.env.ATTACK === 'full' ? full : short;
}

/**
 * Returns the seed of a suite's random cases: fixed in `npm test`, another in each `npm run attack`, which prints it.
 */
export function attackSeed(): number {
  return Number(process.env.ATTACK_SEED ?? 42);
}

/**
 * Adds a line to the table that `npm test` and `npm run attack` print. Call it before the suite asserts, so that a
 * suite that fails is in the table, too.
 */
export function tellAttack(result: AttackResult): void {
  const { ATTACK_REPORT } = process.env;
  if (ATTACK_REPORT) appendFileSync(ATTACK_REPORT, `${JSON.stringify(result)}\n`);
}
