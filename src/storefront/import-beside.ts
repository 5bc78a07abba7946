import { nativeValue } from '../native-value.js';

/** There only while the script itself runs; a module has none. */
const tag = nativeValue(document, 'currentScript') as HTMLScriptElement | null;

/**
 * Imports a file that lies beside the script tag's own, which a page needs upon consent. The build of the script tag puts
 * this in the place of `import()`.
 *
 * Where the tag has an integrity attribute, the file is held to the hash that the build found, so that the attribute covers
 * all that runs on the page: `import()` itself takes none, but finds what a preload has checked. A browser without such
 * preloads (Safari before 17) goes without the file then.
 *
 * @param integrity as in the attribute: 'sha384-…'
 * @returns rejects when the file does not load, or is another than the one that was built
 * @see https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
 */
export async function importBeside(file: string, integrity: string): Promise<unknown> {
  const { href } = new URL(file, tag?.src || nativeValue(document, 'baseURI'));
  if (tag?.integrity) await check(href, integrity, tag.nonce);
  return import(/* @vite-ignore */ href);
}

function check(href: string, integrity: string, nonce: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const link = nativeValue(document, 'createElement')('link');
    Object.assign(link, { rel: 'modulepreload', href, integrity, nonce, onload: resolve });
    link.onerror = () => reject(new Error(`${href} does not load, or not as it was built`));
    if (link.relList.supports('modulepreload')) nativeValue(document, 'head').append(link);
    else reject(new Error(`${href} cannot be checked by this browser`));
  });
}
