import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * A shop to measure.
 *
 * @typedef {object} Shop
 * @property {string} title
 * @property {readonly string[]} history pages of the first visit, in order: lists and products
 * @property {readonly string[]} lists pages with a list, which are measured
 * @property {readonly string[]} folders where its files are
 * @property {Readonly<Record<string, Uint8Array>>} files further files, by path
 * @property {(url: URL) => string | undefined} render the HTML of a page; undefined for a path that is no page
 * @property {(path: string) => boolean} isBlocked files that are not to be had
 */

/** The shops by name, each made when it is asked for. @type {Record<string, () => Promise<Shop>>} */
export const shops = { demo: openDemoShop, plain: openPlainShop };

/** The demo as it is built, which draws its lists by script; without the panel "Behind the glass". */
async function openDemoShop() {
  const folder = join(root, 'demo/dist');
  const { categories, products } = JSON.parse(readFileSync(join(folder, 'catalog.json'), 'utf8'));
  const listOf = (category) => `/category.html?name=${encodeURIComponent(categories[category])}`;
  // Neither what everybody buys nor what nobody does.
  const productsOf = (category) =>
    products.filter((row) => row[3] === category).map(([id]) => `/product.html?id=${id}`);
  const [first, second] = [6, 4].map((category) => ({
    list: listOf(category),
    items: productsOf(category).slice(20, 22),
  }));
  return {
    title: 'the demo shop, drawn by script',
    history: [first.list, ...first.items, '/', second.list, ...second.items, '/'],
    lists: [first.list, '/', second.list],
    folders: [folder],
    files: {},
    isBlocked: (path) => /^\/assets\/glass-/.test(path),
    render({ pathname }) {
      const file = join(folder, pathname === '/' ? 'index.html' : pathname);
      return /^\/(\w+\.html)?$/.test(pathname) && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
  };
}

/** The plain HTML shop of the end-to-end tests, with its hand-made model, and Vitrine's own deadline. */
async function openPlainShop() {
  const importTest = async (path) => (await runnerImport(join(root, 'test', path))).module;
  const { defaultSettings, renderShop } = await importTest('e2e/shop.ts');
  const { createTinyModel } = await importTest('fixtures/tiny-model.ts');
  const { encodeModelFiles } = await importTest('encoder/random-model.ts');
  const { 'data-deadline': _, ...tag } = defaultSettings.tag;
  const first = { ...tag, 'data-main': '/vitrine.iife.js', 'data-holdout': '0' };
  const settings = { ...defaultSettings, first };
  const model = Object.entries(await encodeModelFiles(createTinyModel()));
  return {
    title: 'a plain HTML shop',
    history: ['/', '/item/lamp-3', '/item/lamp-5', '/search?q=toy', '/item/toy-2', '/item/lamp-1', '/'],
    lists: ['/', '/search?q=lamp'],
    folders: [join(root, 'dist')],
    files: Object.fromEntries(model.map(([name, bytes]) => [`/model/${name}`, bytes])),
    isBlocked: () => false,
    render: (url) => renderShop(url, settings),
  };
}
