import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { build, type Plugin, type Rollup, transformWithOxc } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** The files and pages that a guide for a framework has, without the names in their first lines. */
export function readExamples(guide: string): { files: Record<string, string>; pages: string[] } {
  const text = readFileSync(join(root, 'docs/frameworks', `${guide}.md`), 'utf8');
  const files: Record<string, string> = {};
  const pages: string[] = [];
  for (const [, language, code] of text.matchAll(/^```(\w+)\n([\s\S]*?)```/gm)) {
    const name = /^(?:<script>\n|---\n)?\s*\/\/ (?:src\/pages\/)?(\S+)\n/.exec(code!)?.[1];
    if (name) files[name] = code!;
    else if (language === 'html') pages.push(code!);
  }
  return { files, pages };
}

/**
 * Bundles the example of a guide with its framework, as a shop's own bundler does. The main entry stays outside, so that its
 * chunks and its worker are those of the package.
 *
 * @param guide the page under docs/frameworks, such as 'svelte'
 * @param main what mounts the example
 * @returns a module that imports 'vitrine'
 */
export async function bundleExample(guide: string, main: string): Promise<string> {
  const folder = join(root, '.vitrine/frameworks', guide);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const orderList = readExamples('any').files['order-list.ts']!;
  const files = {
    ...readExamples(guide).files,
    'order-list.ts': orderList,
    'order-list.js': (await transformWithOxc(orderList, 'order-list.ts')).code,
    'main.ts': main,
    'package.json': '{ "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
  };
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  try {
    const output = (await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      define: { 'process.env.NODE_ENV': '"production"', ngDevMode: 'false' },
      plugins: [svelteFiles()],
      build: {
        write: false,
        minify: false,
        lib: { entry: join(folder, 'main.ts'), formats: ['es'] },
        rolldownOptions: { external: ['vitrine'], output: { codeSplitting: false } },
      },
    })) as Rollup.RollupOutput[];
    return output[0]!.output[0].code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Compiles single-file components by Svelte's own compiler. */
function svelteFiles(): Plugin {
  return {
    name: 'svelte-files',
    transform: (code, id) => {
      if (!id.endsWith('.svelte')) return undefined;
      const { js, warnings } = compile(code, { filename: id, generate: 'client' });
      if (warnings.length > 0) throw new Error(warnings.map(({ message }) => message).join('\n'));
      return { code: js.code, map: null };
    },
  };
}
