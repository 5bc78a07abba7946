import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeCheck } from './type-check.js';

const root = join(import.meta.dirname, '../..');
const pages = ['react', 'vue', 'instantsearch', 'element'];
const entries = {
  vitrine: 'src/index.ts',
  ...Object.fromEntries(pages.map((name) => [`vitrine/${name}`, `src/storefront/${name}/${name}.ts`])),
};

const examplesOf = (page: string) => {
  const text = readFileSync(join(root, 'docs', `${page}.md`), 'utf8');
  const script = /<script setup lang="ts">\n([\s\S]*?)<\/script>/.exec(text)?.[1];
  // What a single-file component is given by its compiler.
  const defined = `declare function defineProps<Props>(): Props;\n`;
  const examples = [...text.matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(([, , code]) => code!);
  return script ? [...examples, defined + script] : examples;
};
const examples = pages.flatMap(examplesOf);

describe('the guides for React, Vue, InstantSearch and the custom element', () => {
  it('use the adapters as their types allow', () => {
    expect(pages.map((page) => examplesOf(page).length)).toEqual([4, 3, 2, 1]);
    expect(typeCheck('adapter-examples', examples, entries, 'tsx')).toBe('');
  });

  it('would be noticed if they did not', () => {
    const wrong = examples.map((code) =>
      code
        .replace("{ type: 'add_to_cart', itemId", "{ type: 'add_to_basket', itemId")
        .replace('id: (product) => product.sku', 'id: (product) => product.code'),
    );
    const complaints = typeCheck('wrong-adapter-examples', wrong, entries, 'tsx');
    expect(complaints).toContain('add_to_basket');
    expect(complaints).toContain("'code'");
  });
});
