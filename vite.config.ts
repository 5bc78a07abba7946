import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type CompressOptions, minify } from 'terser';
import type { Plugin, UserConfig } from 'vite';
import { normalizePath } from 'vite';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const dist = join(root, 'dist');
const sources = normalizePath(join(root, 'src/'));

/**
 * One build a mode: `vite build --mode MODE`, the modes being the names of `builds`; Vitest brings its own mode, `test`.
 *
 * `npm run build` runs all of the package's; each leaves the files of the others alone.
 */
export default defineConfig(({ mode }) => {
  const build = builds[mode];
  return build
    ? build()
    : {
        test: {
          include: ['test/**/*.test.ts'],
          setupFiles: ['test/seed-properties.ts'],
          passWithNoTests: false,
          // On two cores Vitest would use one: its own thread hardly needs the other.
          maxWorkers: '100%',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      };
});

const builds: Record<string, () => UserConfig> = {
  /** dist/index.js: what `import 'vitrine'` gets. */
  index: () => {
    const config = browserBuild('src/index.ts', 'es', { entryFileNames: 'index.js', codeSplitting: false });
    config.plugins?.push(importLater(loadedLater));
    return config;
  },

  /** dist/vitrine.storage.js, imported once consent is granted; idb is inside. */
  storage: () =>
    browserBuild('src/events/recording/storage-start.ts', 'es', {
      entryFileNames: 'vitrine.storage.js',
      codeSplitting: false,
    }),

  /** dist/vitrine.client.js, imported when the model is to start; comlink is inside. */
  client: () => {
    const output = { entryFileNames: 'vitrine.client.js', codeSplitting: false };
    const config = browserBuild('src/page/model/client-entry.ts', 'es', output);
    config.plugins?.push(leaveImportsAlone());
    return config;
  },

  /** dist/vitrine.debug.js: what `import 'vitrine/debug'` gets, and the script tag where the address asks for it. */
  debug: () => browserBuild('src/debug/debug.ts', 'es', { entryFileNames: 'vitrine.debug.js', codeSplitting: false }),

  /** dist/rules.js: what `import 'vitrine/rules'` gets. */
  rules: () => browserBuild('src/rules.ts', 'es', { entryFileNames: 'rules.js', codeSplitting: false }),

  /** dist/sources.js: what `import 'vitrine/sources'` gets. */
  sources: () =>
    browserBuild('src/storefront/sources/sources.ts', 'es', { entryFileNames: 'sources.js', codeSplitting: false }),

  /** dist/react.js, dist/vue.js, dist/element.js and dist/instantsearch.js: the frameworks themselves stay the shop's own. */
  react: () => adapterBuild('react'),
  vue: () => adapterBuild('vue'),
  element: () => adapterBuild('element'),
  instantsearch: () => adapterBuild('instantsearch'),

  /**
   * dist/vitrine.iife.js; it imports the same two files upon consent, and knows their hashes: build them before it. Its entry
   * exports nothing: an IIFE with exports would overwrite `window.vitrine`.
   */
  'script-tag': () => {
    const output = { entryFileNames: 'vitrine.iife.js', codeSplitting: false };
    const config = browserBuild('src/storefront/script-tag.ts', 'iife', output, tightly);
    config.plugins?.push(importBesideTag(loadedLater), throwNothing());
    return config;
  },

  /** dist/vitrine.stub.js: stands in for the script until it has loaded; small enough to be pasted into a page. */
  stub: () =>
    browserBuild('src/storefront/stub.ts', 'iife', { entryFileNames: 'vitrine.stub.js', codeSplitting: false }),

  /** dist/vitrine.first.js: orders a page's lists before they are painted, and does what the stub does. */
  first: () => {
    const output = { entryFileNames: 'vitrine.first.js', codeSplitting: false };
    const config = browserBuild('src/storefront/first/first.ts', 'iife', output, tightly);
    config.plugins?.push(printHash('vitrine.first.js'));
    return config;
  },

  /** dist/vitrine-sources.iife.js: the same sources for a second script tag. */
  'sources-script': () =>
    browserBuild('src/storefront/sources/sources-script.ts', 'iife', {
      entryFileNames: 'vitrine-sources.iife.js',
      codeSplitting: false,
    }),

  /** dist/vitrine.worker.js: one file, which answers on plain arrays by itself. */
  worker: () => {
    const output = { entryFileNames: 'vitrine.worker.js', codeSplitting: false };
    const config = browserBuild('src/worker/worker.ts', 'es', output);
    config.plugins?.push(leaveImportsAlone());
    return config;
  },

  /**
   * dist/vitrine.webgl.js and dist/vitrine.wasm.js, which the worker loads from URLs that the page gives. Bundlers copy each
   * as it is, under a name of their own: so each is whole, and has neither imports nor exports.
   */
  webgl: () => executionBuild('webgl'),
  wasm: () => {
    const config = executionBuild('wasm');
    config.plugins?.push(copyAfterBuild(wasmFile, join(dist, 'tfjs-backend-wasm-simd.wasm')));
    return config;
  },

  /**
   * dist/cjs/: what `require('vitrine')` gets, and the same for the other entries, made of the files that `import` gets: for
   * Jest, whose own `require` takes no ES modules. What a page imports later stays beside the main entry, an ES module.
   */
  commonjs: () => ({
    publicDir: false,
    build: {
      target: browserTarget,
      minify: false,
      outDir: join(dist, 'cjs'),
      emptyOutDir: false,
      lib: {
        entry: Object.fromEntries(commonJsEntries.map((name) => [name, join(dist, `${name}.js`)])),
        formats: ['cjs'],
      },
      rolldownOptions: {
        external: (_id, importer) => importer !== undefined,
        // It stays where it is, and bundlers do not read these files.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
        output: { entryFileNames: '[name].js', paths: (id) => id.replace(/^.*\/(vitrine\.\w+\.js)$/, '../$1') },
      },
    },
    plugins: [writeCommonJsMark()],
  }),

  /**
   * dist/cli.js for Node, and a chunk in dist/cli/ for each command: what training needs stays outside, as optional
   * peers, and a command that does without must not import them. A training starts its threads from a file beside them.
   */
  cli: () => ({
    build: {
      ssr: true,
      target: 'node20',
      outDir: dist,
      emptyOutDir: false,
      rolldownOptions: {
        input: { cli: 'src/train/cli.ts', 'cli/training-thread': 'src/train/encoder-training/training-thread.ts' },
        external: [/^@duckdb\//, /^@tensorflow\//],
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'cli/[name].js',
          format: 'es',
          banner: ({ isEntry, name }) => (isEntry && name === 'cli' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
    ssr: { noExternal: true },
  }),

  /** demo/dist: the shop's pages, with the built SDK beside them. */
  demo: () => ({
    root: join(root, 'demo'),
    define: defineBuildId(),
    build: {
      target: browserTarget,
      emptyOutDir: true,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        input: readdirSync(join(root, 'demo'))
          .filter((name) => name.endsWith('.html'))
          .map((name) => join(root, 'demo', name)),
      },
    },
    plugins: [
      keepModuleUrl(), // the panel's replay imports the SDK from its source
      ...readdirSync(dist, { withFileTypes: true })
        .filter((file) => file.isFile() && /^vitrine\..*\.js$|\.wasm$/.test(file.name))
        .map(({ name }) => copyAfterBuild(join(dist, name), join(root, 'demo/dist', name))),
    ],
  }),
};

/** Entries that a test of a shop's may `require`: those that a page loads by a script element have nothing to give. */
const commonJsEntries = ['index', 'rules', 'sources', 'react', 'vue', 'element', 'instantsearch'];
/** What makes a script that stands alone smaller still: nothing of it is seen from outside. */
const tightly: CompressOptions = { unsafe: true, unsafe_arrows: true, hoist_vars: false };

/** Chrome, Edge and Firefox of 2021, Safari of 2022. */
const browserTarget = ['chrome94', 'firefox93', 'safari15.4'];

const wasmFile = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'wasm-out/tfjs-backend-wasm-simd.wasm',
);

type Output = NonNullable<NonNullable<UserConfig['build']>['rolldownOptions']>['output'];

/** @param compress further options of Terser's */
function browserBuild(
  entry: string,
  format: 'es' | 'iife',
  output: Output,
  compress: CompressOptions = {},
): UserConfig {
  return {
    publicDir: false,
    define: defineBuildId(),
    plugins: [keepModuleUrl(), minifyOnceMore(compress)],
    build: {
      target: browserTarget,
      outDir: dist,
      emptyOutDir: false,
      lib: { entry, formats: [format], name: 'vitrine' },
      rolldownOptions: { output: { minify: true, ...output } },
    },
  };
}

function executionBuild(name: string): UserConfig {
  const output = { entryFileNames: `vitrine.${name}.js`, codeSplitting: false };
  const config = browserBuild(`src/worker/executions/${name}.ts`, 'iife', output);
  config.plugins?.push(withoutWasmOnImport(), withoutNode());
  config.define = { ...config.define, process: 'undefined', Buffer: 'undefined' };
  return config;
}

/** What a shop plugs into the framework that it brings itself. */
function adapterBuild(name: string): UserConfig {
  const output = { entryFileNames: `${name}.js`, codeSplitting: false };
  const config = browserBuild(`src/storefront/${name}/${name}.ts`, 'es', output);
  if (config.build?.rolldownOptions) config.build.rolldownOptions.external = ['react', 'vue'];
  return config;
}

/** What src/build-id.ts reads: a hash of what the browser's files are built from, the same for each of them. */
function defineBuildId(): Record<string, string> {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .map(normalizePath)
    .filter((path) => path.endsWith('.ts') && !path.startsWith('train/'))
    .sort();
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const path of files) hash.update(path).update(readFileSync(join(sources, path)));
  return { __VITRINE_BUILD__: JSON.stringify(hash.digest('hex').slice(0, 12)) };
}

/**
 * Runs Terser over what the bundler's own minifier made, which takes another 1.7 % off the main entry after gzip: every
 * page of every shop pays for each byte of it.
 */
function minifyOnceMore(further: CompressOptions): Plugin {
  return {
    name: 'minify-once-more',
    async generateBundle({ format }, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const compress = { passes: 3, directives: false, hoist_funs: true, hoist_vars: true, ...further };
        const options = { module: format === 'es', ecma: 2020, compress, format: { wrap_func_args: false } } as const;
        chunk.code = (await minify(chunk.code, options)).code ?? chunk.code;
      }
    },
  };
}

/**
 * Marks each `import()` of a URL that is known only when the code runs, so that shops' bundlers leave it as it is and say
 * nothing; the minifier has taken the comments of the source away.
 */
function leaveImportsAlone(): Plugin {
  const marks = ['@vite-ignore', 'webpackIgnore: true', 'turbopackIgnore: true']
    .map((mark) => `/* ${mark} */`)
    .join('');
  return {
    name: 'leave-imports-alone',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk')
          chunk.code = chunk.code.replace(/\bimport\((?!["'`][^"'`$]+["'`]\))/g, `import(${marks}`);
      }
    },
  };
}

/** Wraps a script, so that one that fails while it starts is a warning on the console: the page's own scripts go on. */
function throwNothing(): Plugin {
  return {
    name: 'throw-nothing',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = `try{${chunk.code.trim()}}catch(e){console.warn("[vitrine] could not start:",e)}\n`;
      }
    },
  };
}

/**
 * Keeps `new URL('./file', import.meta.url)` as it is written: Vite would bundle the worker a second time into
 * `/assets/worker-….js`, at a path that only this build knows. The shop's own bundler resolves it instead.
 */
function keepModuleUrl(): Plugin {
  const placeholder = '__vitrineModuleUrl';
  return {
    name: 'keep-module-url',
    enforce: 'pre',
    transform: (code, id) =>
      id.startsWith(sources) && code.includes('import.meta.url')
        ? code.replaceAll('import.meta.url', placeholder)
        : undefined,
    renderChunk: (code, _chunk, { format }) =>
      // A classic script has no import.meta; the script tag always names its worker itself.
      code.replaceAll(placeholder, format === 'es' ? 'import.meta.url' : 'document.baseURI'),
  };
}

/** What the main entry imports once consent is granted, and the files beside it that these are built as. */
const loadedLater: Readonly<Record<string, string>> = {
  './storage-start.js': './vitrine.storage.js',
  './client-entry.js': './vitrine.client.js',
};

/**
 * Leaves `import()` of these modules to builds of their own rather than to chunks: what they share with the entry (the error
 * class) is inside each, so that each is one request, and the entry exports its public names alone.
 */
function importLater(files: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'import-later',
    resolveDynamicImport: (specifier) =>
      typeof specifier === 'string' && files[specifier] ? { id: files[specifier], external: true } : undefined,
  };
}

/** The same for a classic script: `importBeside` knows its address, and holds what it imports to the hash of that build. */
function importBesideTag(files: Readonly<Record<string, string>>): Plugin {
  const importBeside = join(root, 'src/storefront/import-beside.ts');
  const hash = (file: string) =>
    createHash('sha384')
      .update(readFileSync(join(dist, file)))
      .digest('base64');
  return {
    name: 'import-beside-tag',
    enforce: 'pre',
    transform(code, id) {
      const imports = /\bimport\('([^']+)'\)/g;
      if (!id.startsWith(sources) || ![...code.matchAll(imports)].some(([, module]) => files[module])) return undefined;
      const replaced = code.replace(imports, (found, module) =>
        files[module] ? `importBeside('${files[module]}', 'sha384-${hash(files[module])}')` : found,
      );
      return `import { importBeside } from '${normalizePath(importBeside)}';${replaced}`;
    },
  };
}

/**
 * TensorFlow.js brings a library of long integers that compiles a piece of WebAssembly when it is imported, also for
 * WebGL: where a content security policy forbids that, it is a violation on every page. The library does without it.
 */
function withoutWasmOnImport(): Plugin {
  return {
    name: 'without-wasm-on-import',
    transform(code, id) {
      if (!normalizePath(id).includes('/node_modules/long/')) return undefined;
      const changed = code.replace(/try \{\s*wasm = new WebAssembly[^;]*;\s*\} catch \(e\) \{[^}]*\}/, '');
      if (changed === code) throw new Error(`${id} has no WebAssembly any more, or another: look at it again`);
      return changed;
    },
  };
}

/**
 * Takes out of TensorFlow.js's loader of WebAssembly what it does in Node and on several threads: neither happens in a worker,
 * and a bundler that reads the file would look for Node's modules.
 */
function withoutNode(): Plugin {
  return {
    name: 'without-node',
    transform(code, id) {
      if (!normalizePath(id).includes('/tfjs-backend-wasm/wasm-out/')) return undefined;
      if (id.includes('threaded')) return 'export default undefined; export const wasmWorkerContents = "";';
      return code.replace(/typeof (__filename|require|define)\b/g, '"undefined"');
    },
  };
}

/** Prints the hash by which a content security policy allows a file that is pasted into a page as it is. */
function printHash(file: string): Plugin {
  return {
    name: `print the hash of ${file}`,
    closeBundle() {
      const hash = createHash('sha256')
        .update(readFileSync(join(dist, file)))
        .digest('base64');
      console.info(`${file}, inline: script-src 'sha256-${hash}'`);
    },
  };
}

/** Says of dist/cjs that its files, and the types that are copied there, are CommonJS: the package says otherwise. */
function writeCommonJsMark(): Plugin {
  return {
    name: 'write-commonjs-mark',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
    },
  };
}

function copyAfterBuild(from: string, to: string): Plugin {
  return { name: `copy ${from}`, closeBundle: () => copyFileSync(from, to) };
}
