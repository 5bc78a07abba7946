import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encoderKinds } from '../../src/encoder/kinds/create-encoder.js';
import { parseConfig } from '../../src/train/config/config.js';
import { defaultTuningSpace } from '../../src/train/tuning/default-tuning-space.js';
import { parseTuningSpace } from '../../src/train/tuning/tuning-space.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');

/** Every option with a default, by its path. */
function flatten(value: object, path: string[] = []): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
    typeof inner === 'object' && inner !== null
      ? flatten(inner, [...path, key])
      : [[[...path, key].join('.'), inner as unknown]],
  );
}

describe('docs/configuration.md', () => {
  it.each(flatten(parseConfig({})))('tells %s and its default', (option, value) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${option}\` |`));
    expect(row, `no row for ${option}`).toBeDefined();
    // A pattern too long for a table is told in words.
    if (option !== 'clean.nonProductItems') expect(row).toContain(`| \`${JSON.stringify(value)}\` |`);
  });

  it.each(encoderKinds)('tells the defaults of the encoder %s', (kind) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${kind}\` |`));
    expect(row, `no row for ${kind}`).toBeDefined();
    const { kind: _, ...options } = parseConfig({ encoder: { kind } }).encoder;
    for (const [option, value] of Object.entries(options)) {
      const isAbove = page.includes(`| \`encoder.${option}\` | \`${JSON.stringify(value)}\` |`);
      if (!isAbove) expect(row).toContain(`\`${option}\` \`${JSON.stringify(value)}\``);
    }
  });

  it('gives a search space that is valid, and names every kind of the default one', () => {
    const example = /```jsonc\n([\s\S]*?)```/.exec(page)![1]!;
    expect(parseTuningSpace(JSON.parse(example), defaultTuningSpace).encoders.gru.embeddingSize).toEqual([32, 64]);
    const search = page.slice(page.indexOf('## Search'));
    for (const options of [...Object.values(defaultTuningSpace.encoders), defaultTuningSpace.training]) {
      for (const option of Object.keys(options)) expect(search).toContain(`\`${option}\``);
    }
  });

  it('gives an example that is a valid configuration', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)![1]!;
    expect(parseConfig(JSON.parse(example)).training.epochs).toBe(10);
  });
});
