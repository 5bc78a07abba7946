/** Where Vite's dev server keeps the packages that it has bundled beforehand; Nuxt has a folder of its own. */
const bundledBeforehand = /^(.*?\/)(?:@fs\/.*)?node_modules\/(?:\.vite|\.cache\/vite)\/.*deps\//;

/**
 * Finds the worker in Vite's dev server, which bundles packages beforehand into a folder without their workers: asks the
 * server itself, wherever the package is installed.
 *
 * @param bundledUrl the address that a file beside this module would have
 * @returns undefined for every other server
 * @see https://vite.dev/guide/dep-pre-bundling
 */
export async function findInDevServer(bundledUrl: string): Promise<string | undefined> {
  const base = bundledBeforehand.exec(bundledUrl)?.[1];
  if (!base) return undefined;
  try {
    const { default: path } = await import(`${base}@id/vitrine/vitrine.worker.js?url`);
    return new URL(path, bundledUrl).href;
  } catch {
    return undefined; // the worker then fails to start, and the error says what to do
  }
}
