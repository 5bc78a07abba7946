const copyOfFiles = 'a copy of four files';

/**
 * The bundlers that have to build a shop with the package, each with an app in `apps/`.
 *
 * `build`, `start` and `dev` are scripts of the app's package.json; without `start`, the files in `dist/` are served as they
 * are. `isLinked` marks those that the project itself has among its development dependencies, by `link` where the name differs.
 *
 * @type {{ name: string, app: string, needs: string, build: string, start?: string, dev?: string,
 *   isLinked?: boolean, link?: Record<string, string> }[]}
 */
export const bundlers = [
  { name: 'Vite 5', app: 'vite-5', needs: 'nothing', build: 'build', dev: 'dev' },
  { name: 'Vite 6', app: 'vite-6', needs: 'nothing', build: 'build', dev: 'dev' },
  {
    name: 'Vite 7',
    app: 'vite-7',
    needs: 'nothing',
    build: 'build',
    dev: 'dev',
    isLinked: true,
    link: { vite: 'vite-7' },
  },
  { name: 'Vite 8', app: 'vite-8', needs: 'nothing', build: 'build', dev: 'dev' },
  { name: 'Nuxt 4', app: 'nuxt-4', needs: 'nothing', build: 'build', start: 'start', dev: 'dev' },
  {
    name: 'Next 16, Turbopack',
    app: 'next',
    needs: 'nothing',
    build: 'build:turbopack',
    start: 'start',
    dev: 'dev:turbopack',
  },
  {
    name: 'Next 16, webpack',
    app: 'next',
    needs: 'nothing',
    build: 'build:webpack',
    start: 'start',
    dev: 'dev:webpack',
  },
  { name: 'webpack 5', app: 'webpack-5', needs: 'nothing', build: 'build', dev: 'dev', isLinked: true },
  { name: 'Rspack 2', app: 'rspack', needs: 'nothing', build: 'build', dev: 'dev' },
  { name: 'Parcel 2', app: 'parcel', needs: 'nothing', build: 'build', dev: 'dev' },
  { name: 'esbuild', app: 'esbuild', needs: copyOfFiles, build: 'build', dev: 'dev', isLinked: true },
  { name: 'Rollup 4', app: 'rollup', needs: copyOfFiles, build: 'build' },
];
