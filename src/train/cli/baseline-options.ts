import { VitrineError } from '../../errors.js';
import { type BaselineName, baselineNames, baselineOf } from '../baselines/baselines.js';
import type { ChoosingOptions } from '../baselines/choose-baselines.js';
import type { BaselineOptions } from '../baselines/sessions/baseline.js';
import { boundedNumber, wholeNumber } from '../config/number-options.js';
import { readJson } from '../config/read-json.js';

/**
 * Reads what baselines are fitted with, such as an earlier tuning chose: `{ "item-kNN": { "decay": 0.7 } }`. What a
 * baseline's entry leaves out has its default.
 *
 * @throws VitrineError `FILE_NOT_FOUND`, `CONFIG_INVALID` naming the baseline or the option
 */
export async function readBaselineOptions(path: string): Promise<ChoosingOptions['given']> {
  const given = await readJson(path, '--baseline-options');
  if (!isObject(given)) {
    throw new VitrineError('CONFIG_INVALID', `${path} is no object, expected { "item-kNN": { … } }`);
  }
  return Object.fromEntries(
    Object.entries(given).map(([name, options]) => [name, completeOptions(path, name, options)]),
  );
}

function completeOptions(path: string, name: string, given: unknown): BaselineOptions {
  if (!baselineNames.some((known) => known === name)) {
    throw new VitrineError(
      'CONFIG_INVALID',
      `${path} names the baseline "${name}", expected one of: ${baselineNames.join(', ')}`,
    );
  }
  if (!isObject(given)) throw new VitrineError('CONFIG_INVALID', `${path} has no options for ${name}, expected { … }`);
  const { defaults } = baselineOf(name as BaselineName);
  const known = Object.keys(defaults);
  const wrong = Object.keys(given).find((option) => typeof given[option] !== typeof defaults[option]);
  if (wrong !== undefined) {
    const says = known.includes(wrong)
      ? `gives ${name} an invalid ${wrong}: expected a ${typeof defaults[wrong]}`
      : `gives ${name} the unknown option "${wrong}", expected some of: ${known.join(', ')}`;
    throw new VitrineError('CONFIG_INVALID', `${path} ${says}`);
  }
  for (const [option, value] of Object.entries(given)) checkBounds(path, name, option, value);
  return { ...defaults, ...(given as BaselineOptions) };
}

/** Options that count something: one of a billion would take all memory. */
const counts: readonly string[] = ['nFactors', 'epochs', 'nNeighbours', 'sampleSize', 'maxSteps'];

function checkBounds(path: string, name: string, option: string, value: unknown): void {
  if (typeof value !== 'number') return;
  const schema = counts.includes(option) ? wholeNumber(1, 100_000) : boundedNumber(0, 1_000_000);
  const { error } = schema.safeParse(value);
  if (error)
    throw new VitrineError('CONFIG_INVALID', `${path} gives ${name} an invalid ${option}: ${error.issues[0].message}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
