import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encoderKinds } from '../../../src/encoder/kinds/create-encoder.js';
import { parseConfig } from '../../../src/train/config/config.js';

const page = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8');

/** Every option that a number stands for by default, by its path; those that are absent by default are added. */
const numeric = [
  ...new Set([
    ...numbersIn(parseConfig({})),
    ...encoderKinds.flatMap((kind) => numbersIn(parseConfig({ encoder: { kind } }))),
    ...['split.sessions', 'encoder.eventTypes', 'training.threads', 'artifact.itemBits'],
  ]),
];

function numbersIn(value: object, path: string[] = []): string[] {
  return Object.entries(value).flatMap(([key, inner]): string[] => {
    if (typeof inner === 'number') return [[...path, key].join('.')];
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? numbersIn(inner, [...path, key]) : [];
  });
}

/** A configuration with one option set. */
function withOption(option: string, value: unknown): object {
  const [part, name] = option.split('.');
  if (name === undefined) return { [part!]: value };
  const kind = encoderKinds.find((one) => name in parseConfig({ encoder: { kind: one } }).encoder) ?? 'bag';
  return { [part!]: { ...(part === 'encoder' ? { kind } : {}), [name]: value } };
}

function refusalOf(option: string, value: unknown): string {
  try {
    parseConfig(withOption(option, value));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('every number in the configuration', () => {
  it('is among those that are tried here', () => {
    expect(numeric.length).toBeGreaterThan(45);
    expect(numeric).toEqual(expect.arrayContaining(['seed', 'clean.sessionGapMinutes', 'encoder.nSteps']));
  });

  it.each(numeric)('%s refuses what no shop can mean, and states what it takes', (option) => {
    for (const value of [1e308, Infinity, -Infinity, NaN, -1, -1e308, 2 ** 53, 1e10, '5', true, null, [], {}]) {
      expect(refusalOf(option, value), String(value)).toMatch(/has an invalid .*: .*expected .*\d/);
    }
  });

  it.each(numeric)('%s has its bounds in docs/configuration.md', (option) => {
    if (/artifact\.(itemBits|encoderBits)/.test(option)) return;
    const [, bounds] = /from (\S+ to \S+)$/.exec(refusalOf(option, 1e308))!;
    const row = page.split('\n').find((line) => line.startsWith(`| \`${option}\` |`));
    const ofKind = page.includes(`\`${option.split('.')[1]}\` from ${bounds}`);
    expect(row?.includes(`| ${bounds} |`) || ofKind, `${option}: ${bounds}`).toBe(true);
  });

  it.each([
    ['clean.sessionGapMinutes', 1e308],
    ['encoder.maxSequenceLength', 1e9],
    ['training.epochs', 1e9],
    ['training.batchTokens', 1],
    ['seed', 1.5],
    ['clean.minItemCount', 0],
    ['training.learningRate', 0],
  ])('%s is not %d', (option, value) => {
    expect(refusalOf(option, value)).toMatch(new RegExp(`has an invalid ${option}: expected a .*number from`));
  });
});

describe('dates of a split', () => {
  it.each(['0001-01-01', '1969-12-31', '2100-01-01', '9999-12-31', '2024-02-30', '+275760-09-13'])(
    'are not %s',
    (date) => {
      expect(() => parseConfig({ split: { validationFrom: date, testFrom: date } })).toThrowError(
        expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('split.validationFrom') }),
      );
    },
  );
});
