import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from '@astrojs/compiler';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { installPackage } from './install-package.js';
import { typeCheck } from './type-check.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const example = (guide: string, language: string, nth = 0) =>
  [...read(`docs/frameworks/${guide}.md`).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'gm'))][
    nth
  ]![1]!;

describe('the guides for frameworks', () => {
  it('have an order that its types allow', () => {
    const entries = { vitrine: 'src/index.ts' };
    expect(typeCheck('order-list', [example('any', 'ts')], entries)).toBe('');
    const wrong = example('any', 'ts').replace("vitrine.on('scores'", "vitrine.on('score'");
    expect(typeCheck('order-list', [wrong], entries)).toContain('score');
  });

  it('have a component of Angular’s that compiles, by the types of Angular and of the package', () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: 'ES2022',
      lib: ['ES2022', 'DOM'],
      module: 'esnext',
      moduleResolution: 'bundler',
      experimentalDecorators: true,
    };
    const files = {
      'order-list.ts': example('any', 'ts'),
      'category-list.ts': example('angular', 'ts'),
      'products.ts': example('angular', 'ts', 1),
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['category-list.ts'] }),
    };
    const check = (component: string) => {
      const { folder, remove } = installPackage('angular-types', { ...files, 'category-list.ts': component });
      try {
        return spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' }).stdout;
      } finally {
        remove();
      }
    };
    expect(check(files['category-list.ts'])).toBe('');
    expect(check(files['category-list.ts'].replace('this.shown.set', 'this.shown.show'))).toContain("'show'");
  });

  it('have a component of Svelte’s that its compiler has nothing to say about, in the browser and on a server', () => {
    for (const generate of ['client', 'server'] as const) {
      const { js, warnings } = compile(example('svelte', 'svelte'), { filename: 'CategoryList.svelte', generate });
      expect(warnings.map(({ message }) => message)).toEqual([]);
      expect(js.code).toContain('orderList');
    }
  });

  it('have a page of Astro’s that its compiler takes, with the script and the list as they are written', async () => {
    const { code, diagnostics } = await transform(example('astro', 'astro'), { filename: 'category.astro' });
    expect(diagnostics).toEqual([]);
    expect(code).toContain(
      '<script src="/vitrine.first.js" data-main="/vitrine.iife.js" data-model="/model/"></script>',
    );
    expect(code).toContain('<ul data-vitrine-list="category">');
    expect(code).toContain('"data-vitrine-item"');
    const broken = await transform(example('astro', 'astro').replace('</ul>', ''), { filename: 'category.astro' });
    expect(broken.diagnostics.length + Number(broken.code !== code)).toBeGreaterThan(0);
  });

  it('are each run or compiled: no page is without a test', () => {
    const tested = ['any', 'svelte', 'angular', 'lit', 'alpine', 'turbo', 'htmx', 'astro'];
    const pages = readdirSync(join(root, 'docs/frameworks')).map((name) => name.replace(/\.md$/, ''));
    expect(pages.sort()).toEqual(tested.sort());
  });
});
