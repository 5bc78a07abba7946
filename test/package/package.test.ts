import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Entries that `require` of CommonJS does not get: the panel is imported by a page, and scripts are no modules. */
const esModules = [
  'debug',
  'vitrine.worker.js',
  'vitrine.iife.js',
  'vitrine.stub.js',
  'vitrine.first.js',
  'vitrine-sources.iife.js',
];

/** Every text in nested objects and arrays. */
const leavesOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leavesOf);

let files: string[] = [];
beforeAll(() => {
  const [pack] = JSON.parse(run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts'));
  files = pack.files.map(({ path }: { path: string }) => path);
}, 60_000);

describe('the package', () => {
  it('installs nothing else', () => {
    expect(manifest.dependencies).toBeUndefined();
    const optional = Object.keys(manifest.peerDependenciesMeta).filter(
      (name) => manifest.peerDependenciesMeta[name].optional,
    );
    expect(optional.sort()).toEqual(Object.keys(manifest.peerDependencies).sort());
  });

  it('holds what it needs, and nothing of the workshop', () => {
    const scripts = [
      'index',
      'vitrine.storage',
      'vitrine.client',
      'vitrine.first',
      'vitrine.iife',
      'vitrine.worker',
      'vitrine.webgl',
      'vitrine.wasm',
      'cli',
    ];
    for (const file of [...scripts.map((name) => `${name}.js`), 'tfjs-backend-wasm-simd.wasm']) {
      expect(files).toContain(`dist/${file}`);
    }
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'package.json', 'dist/types/index.d.ts']));
    const other = files.filter(
      (file) =>
        !/^(dist\/((cjs\/)?types\/[\w/.-]+\.d\.ts|(cli\/|cjs\/)?[\w.-]+\.(js|wasm)|cjs\/package\.json)|docs\/[\w/.-]+\.(md|txt)|docs\/example\/[\w.-]+|[A-Z]+(\.md)?|package\.json)$/.test(
          file,
        ),
    );
    expect(other).toEqual([]);
  });

  it('has only files that exist behind its exports and its command', () => {
    const { exports, bin, main, module, types, typesVersions } = manifest;
    const targets = leavesOf([exports, bin, main, module, types, typesVersions]);
    expect(targets.length).toBeGreaterThan(5);
    expect(files).toEqual(expect.arrayContaining(targets.map((target) => target.replace(/^\.\//, ''))));
  });

  it('can be found by bundlers that do not read its exports, such as Parcel', () => {
    const { '.': entry, './package.json': _, ...others } = manifest.exports;
    const targets = Object.entries(others as Record<string, { default: string }>);
    expect(manifest.module).toBe(entry.default);
    expect(manifest.alias).toEqual(Object.fromEntries(targets.map(([name, target]) => [name, target.default])));
  });

  it('is clean to publint', async () => {
    const { messages } = await publint({ pkgDir: root, strict: true });
    expect(messages).toEqual([]);
  });

  it('is clean to arethetypeswrong, for import and for require, by every way of resolution', () => {
    // It ends with an error, and so throws here, when any way of importing the package is broken.
    const report = run(
      'attw',
      '--pack',
      root,
      '--profile',
      'strict',
      '--format',
      'ascii',
      '--exclude-entrypoints',
      ...esModules,
    );
    expect(report).toContain('"vitrine/react"');
    expect(report).toContain('node16 (from CJS): 🟢 (CJS)');
  }, 60_000);

  it('is clean to arethetypeswrong where it is an ES module or a script alone', () => {
    const report = run('attw', '--pack', root, '--format', 'ascii', '--ignore-rules', 'cjs-resolves-to-esm');
    for (const entry of esModules) expect(report).toContain(`"vitrine/${entry}"`);
  }, 60_000);

  it('gives the same names to require as to import', () => {
    const script = `const { createRequire } = await import('node:module');
      const require = createRequire(${JSON.stringify(join(root, 'package.json'))});
      const names = {};
      for (const entry of Object.keys(require('./package.json').exports)) {
        const target = require('./package.json').exports[entry];
        if (target.require === undefined) continue;
        const [required, imported] = [require(target.require.default), await import(${JSON.stringify(root)} + '/' + target.default)];
        names[entry] = [Object.keys(required).sort().join(), Object.keys(imported).sort().join()];
      }
      const { createVitrine } = require('vitrine');
      process.stdout.write(JSON.stringify([names, createVitrine({ modelUrl: '/model/' }).track({})]));`;
    const [names, isTracked] = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
    );
    expect(Object.keys(names)).toEqual([
      '.',
      './rules',
      './sources',
      './react',
      './vue',
      './element',
      './instantsearch',
    ]);
    for (const [required, imported] of Object.values<[string, string]>(names)) expect(required).toBe(imported);
    expect(isTracked).toBe(false);
    expect(readFileSync(join(root, 'dist/cjs/react.js'), 'utf8')).toMatch(/^"use client";/);
  });

  it('holds every page that its README and its documents link to, but for what measures them', () => {
    const pages = files.filter((file) => /\.(md|txt)$/.test(file));
    expect(pages.length).toBeGreaterThan(25);
    const dead = pages.flatMap((page) => {
      const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
      return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => posix.join(posix.dirname(page), target!))
        .filter((linked) => !files.some((file) => file === linked || file.startsWith(`${linked}/`)));
    });
    expect(dead.filter((linked) => !linked.startsWith('bench/'))).toEqual([]);
  });

  it('gives its public names, and can be imported on a server', () => {
    const script = `import * as vitrine from ${JSON.stringify(join(root, 'dist/index.js'))};
      const shop = vitrine.createVitrine({ modelUrl: '/model/' });
      const { reranked } = await shop.rerank(['a']);
      process.stdout.write(JSON.stringify({ names: Object.keys(vitrine).sort(), reranked, tracked: shop.track({}) }));`;
    const result = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
    );
    expect(result).toEqual({ names: ['VitrineError', 'createVitrine'], reranked: false, tracked: false });
  });

  it('gives its rules apart, which work with what the main entry gives', () => {
    const script = `import { createVitrine } from ${JSON.stringify(join(root, 'dist/index.js'))};
      import { pin } from ${JSON.stringify(join(root, 'dist/rules.js'))};
      const shop = createVitrine({ modelUrl: '/model/' });
      const { items } = await shop.rerank(['a', 'b', 'c'], { rules: [pin('c', 0)] });
      process.stdout.write(items.join(''));`;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe('cab');
    expect(files).toEqual(expect.arrayContaining(['dist/rules.js', 'dist/types/rules.d.ts']));
  });

  it('bundles only the rules that a page imports', async () => {
    const sizeOf = async (names: string) => {
      const entry = join(root, 'test/package/page.js');
      const { output } = (await build({
        root,
        configFile: false,
        logLevel: 'silent',
        build: { write: false, rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' } },
        plugins: [
          {
            name: 'page',
            resolveId: (id) => (id === entry ? id : null),
            load: (id) =>
              id === entry ? `export { ${names} } from ${JSON.stringify(join(root, 'dist/rules.js'))};` : null,
          },
        ],
      })) as { output: { code?: string }[] };
      return gzipSync(output[0]!.code!).length;
    };
    expect(await sizeOf('pin')).toBeLessThan(800);
    expect(await sizeOf('pin, inStock, sponsored, boost')).toBeLessThan(1500);
  });

  it('gives its sources apart, which can be imported on a server, where they do nothing', () => {
    const script = `import * as sources from ${JSON.stringify(join(root, 'dist/sources.js'))};
      const vitrine = { track: () => { throw new Error('tracked'); }, on: () => { throw new Error('listened'); } };
      const { findRefinements, ...starting } = sources;
      for (const start of Object.values(starting)) { const stop = start(vitrine); (stop.stop ?? stop)(); }
      process.stdout.write(JSON.stringify([Object.keys(sources).sort(), findRefinements([])]));`;
    const run = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    const starting = ['fromDataLayer', 'fromJsonLd', 'fromSegment', 'fromShopify', 'recordDwell', 'recordImpressions'];
    const all = ['findRefinements', ...starting, 'watchPageViews'];
    expect(JSON.parse(run)).toEqual([all, []]);
    expect(files).toEqual(
      expect.arrayContaining(['dist/vitrine-sources.iife.js', 'dist/types/storefront/sources/sources.d.ts']),
    );
    // It must not overwrite `window.vitrine`, as an IIFE with exports does.
    expect(readFileSync(join(root, 'dist/vitrine-sources.iife.js'), 'utf8')).toMatch(/^[!(]function\(/);
  });

  it('gives its adapters apart, which can be imported on a server', () => {
    const script = `const names = {};
      for (const entry of ['react', 'vue', 'element', 'instantsearch'])
        names[entry] = Object.keys(await import(${JSON.stringify(join(root, 'dist'))} + '/' + entry + '.js')).sort();
      const { defineVitrineList } = await import(${JSON.stringify(join(root, 'dist/element.js'))});
      defineVitrineList({});
      process.stdout.write(JSON.stringify(names));`;
    const run = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(JSON.parse(run)).toEqual({
      react: ['Reranked', 'VitrineProvider', 'useProfile', 'useRerank', 'useTrackView', 'useVitrine'],
      vue: ['useProfile', 'useRerank', 'useTrackView', 'useVitrine', 'vitrineKey', 'vitrinePlugin'],
      element: ['defineVitrineList'],
      instantsearch: ['createVitrineSearch'],
    });
    const code = Object.keys(JSON.parse(run)).map((entry) => readFileSync(join(root, `dist/${entry}.js`), 'utf8'));
    expect(code[0]).toMatch(/^"use client";/);
    // Only the shop's own framework, and never the main entry a second time.
    const imported = code.flatMap((text) => [...text.matchAll(/from\s*["']([^"']+)["']/g)].map(([, from]) => from));
    expect([...new Set(imported)].sort()).toEqual(['react', 'vue']);
  });

  it('has a command that runs', () => {
    const cli = join(root, 'dist/cli.js');
    expect(readFileSync(cli, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    const help = execFileSync(process.execPath, [cli, '--help'], { encoding: 'utf8' });
    for (const command of ['train', 'evaluate', 'inspect']) expect(help).toContain(command);
  });

  it('imports what consent is needed for when it is given, by names that bundlers see', () => {
    const code = readFileSync(join(root, 'dist/index.js'), 'utf8');
    const imported = [...code.matchAll(/\bimport\([`'"]([^`'"]+)[`'"]\)/g)].map(([, file]) => file);
    expect(imported.sort()).toEqual(['./vitrine.client.js', './vitrine.storage.js']);
    const script = readFileSync(join(root, 'dist/vitrine.iife.js'), 'utf8');
    for (const file of ['vitrine.client.js', 'vitrine.storage.js']) {
      const hash = createHash('sha384')
        .update(readFileSync(join(root, 'dist', file)))
        .digest('base64');
      expect(script.replaceAll('"', '`')).toContain(`\`./${file}\`,\`sha384-${hash}\``);
    }
  });

  it('keeps the worker where bundlers look for it', () => {
    const code = readFileSync(join(root, 'dist/vitrine.client.js'), 'utf8');
    expect(code).toMatch(/new Worker\(new URL\([`'"]\.\/vitrine\.worker\.js[`'"], ?import\.meta\.url\)/);
    expect(readFileSync(join(root, 'dist/vitrine.iife.js'), 'utf8')).not.toContain('import.meta');
    for (const file of ['vitrine.webgl.js', 'vitrine.wasm.js', 'tfjs-backend-wasm-simd.wasm']) {
      expect(code.replaceAll('`', '"')).toContain(`new URL("./${file}",import.meta.url)`);
    }
  });

  it('has a worker and executions that are whole, each a script that asks a bundler for nothing', () => {
    for (const file of ['vitrine.worker.js', 'vitrine.webgl.js', 'vitrine.wasm.js']) {
      const code = readFileSync(join(root, 'dist', file), 'utf8');
      // Compiles as a classic script, so that it has neither imports nor exports.
      expect(() => new Script(code)).not.toThrow();
      expect(code).not.toMatch(/\bimport\.meta\b|\brequire\(|\b__(filename|dirname)\b/);
      const imported = [...code.matchAll(/\bimport\(([^)]*)/g)].map(([, what]) => what);
      const marked = '/* @vite-ignore *//* webpackIgnore: true *//* turbopackIgnore: true */';
      expect(imported.map((what) => what!.startsWith(marked))).toEqual(file === 'vitrine.worker.js' ? [true] : []);
    }
  });
});

function run(program: string, ...args: string[]): string {
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  return execFileSync(program, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: path },
    maxBuffer: 1e8,
  });
}
