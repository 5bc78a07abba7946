import { join } from 'node:path';
import { build, type Rollup } from 'vite';

const dist = join(import.meta.dirname, '../../../../dist');

/**
 * Bundles a page of this folder with its framework, as a shop's own bundler does, around the built adapters. The main entry
 * stays outside, so that its chunks and worker are those of the package.
 *
 * @param name such as 'react-page'
 * @returns a module that imports 'vitrine'
 */
export async function bundlePage(name: string): Promise<string> {
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // Frameworks warn in development alone.
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    resolve: { alias: [{ find: /^vitrine\/(\w+)$/, replacement: join(dist, '$1.js') }] },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, `${name}.ts`), formats: ['es'] },
      rolldownOptions: { external: ['vitrine'], output: { codeSplitting: false } },
    },
  })) as Rollup.RollupOutput[];
  return output[0]!.output[0].code;
}
