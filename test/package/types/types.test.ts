import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeCheck } from '../../docs/type-check.js';

/** Each entry, the source that the assertions import it from, its built types, and a promise that can be broken. */
const entries = {
  vitrine: {
    assertions: 'main-entry.ts',
    source: '../../../src/index.js',
    types: 'dist/types/index.d.ts',
    wrong: ['returns.toEqualTypeOf<boolean>', 'returns.toEqualTypeOf<string>'],
  },
  'vitrine/rules': {
    assertions: 'rules-entry.ts',
    source: '../../../src/rules.js',
    types: 'dist/types/rules.d.ts',
    wrong: ['product.stock > 0', 'product.stocks > 0'],
  },
  'vitrine/sources': {
    assertions: 'sources-entry.ts',
    source: '../../../src/storefront/sources/sources.js',
    types: 'dist/types/storefront/sources/sources.d.ts',
    wrong: ['returns.toEqualTypeOf<JsonLd>', 'returns.toEqualTypeOf<() => void>'],
  },
  'vitrine/react': {
    assertions: 'react-entry.ts',
    source: '../../../src/storefront/react/react.js',
    types: 'dist/types/storefront/react/react.d.ts',
    wrong: ['(item: Product, place: number)', '(item: string, place: number)'],
  },
  'vitrine/vue': {
    assertions: 'vue-entry.ts',
    source: '../../../src/storefront/vue/vue.js',
    types: 'dist/types/storefront/vue/vue.d.ts',
    wrong: ['ComputedRef<readonly Product[]>', 'ComputedRef<Product[]>'],
  },
  'vitrine/element': {
    assertions: 'element-entry.ts',
    source: '../../../src/storefront/element/element.js',
    types: 'dist/types/storefront/element/element.d.ts',
    wrong: ['returns.toEqualTypeOf<void>', 'returns.toEqualTypeOf<boolean>'],
  },
  'vitrine/instantsearch': {
    assertions: 'instantsearch-entry.ts',
    source: '../../../src/storefront/instantsearch/instantsearch.js',
    types: 'dist/types/storefront/instantsearch/instantsearch.d.ts',
    wrong: ['price: number }[]', 'price: string }[]'],
  },
} as const;

const builtTypes = Object.fromEntries(Object.entries(entries).map(([name, { types }]) => [name, types]));

/** The assertions as a shop would write them, by the entries' public names. */
function readAssertions(file: string): string {
  const code = readFileSync(join(import.meta.dirname, file), 'utf8');
  return Object.entries(entries).reduce(
    (text, [name, { source }]) => text.replaceAll(`'${source}'`, `'${name}'`),
    code,
  );
}

const files = Object.values(entries).map(({ assertions }) => readAssertions(assertions));

describe('the built types', () => {
  it('keep the promises of every entry', () => {
    for (const file of files) expect(file).not.toContain('/src/');
    expect(typeCheck('built-types', files, builtTypes)).toBe('');
  });

  it('would be noticed if they broke a promise of any entry', () => {
    const broken = Object.values(entries).map(({ wrong: [right, wrong] }, i) => {
      expect(files[i]).toContain(right);
      return files[i].replace(right, wrong);
    });
    const complaints = typeCheck('broken-types', broken, builtTypes);
    for (const i of broken.keys()) expect(complaints).toMatch(new RegExp(`example-${i}\\.ts.*error TS`));
  });
});
