/** Where Vite's dev server keeps packages that it has bundled beforehand; Nuxt and others have folders of their own. */
const bundledBeforehand = /^((.*?\/)(?:@fs\/.*)?node_modules\/)(?:\.vite|\.cache)\/.*deps\//;

/**
 * Finds the worker in Vite's dev server, which bundles packages beforehand into a folder without their workers: asks the
 * server itself where the worker is.
 *
 * @param bundledUrl the address that a file beside this module would have
 * @returns undefined for every other server, and where the server does not know
 * @see https://vite.dev/guide/dep-pre-bundling
 */
export async function findInDevServer(bundledUrl: string): Promise<string | undefined> {
  const [, modules, base] = bundledBeforehand.exec(bundledUrl) ?? [];
  if (!modules) return undefined;
  const beside = `${modules}vitrine/dist/vitrine.worker.js`;
  if (await askForScript(beside)) return beside;
  // A package that is installed further up, in a workspace: the server tells where to, as it does for `import '…?url'`.
  const answer = await askForScript(`${base}@id/vitrine/vitrine.worker.js?import&url`);
  const path = /^export default "([^"]+)"/.exec(answer ?? '')?.[1];
  return path && new URL(path, bundledUrl).href;
}

/** @returns the text of a script; undefined where there is none, and the error of the worker says what to do */
async function askForScript(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url);
    const isScript = response.ok && /javascript/.test(response.headers.get('content-type') ?? '');
    return isScript ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
