import { expect } from '@playwright/test';
import { compile } from 'svelte/compiler';
import { build, type Rollup } from 'vite';
import { withoutWebgl } from '../../chromium-flags.js';
import { test } from '../../shopper.js';
import {
  always,
  cards,
  faultsOf,
  htmlOf,
  idsOf,
  lastRanking,
  nameOf,
  openListPage,
  priceOf,
  products,
  readScreen,
  twoFrames,
} from './list-page.js';

test.use({ launchOptions: async ({ launchOptions }, use) => use({ ...launchOptions, args: withoutWebgl }) });

const data = JSON.stringify(products.map((id) => ({ id, name: nameOf(id), price: priceOf(id) })));

/** Modules that render `window.show(products)` into `#app`, without keys where the framework allows that. */
const lit = `import { html, render } from 'lit-html';
  window.show = (list) => render(html\`<ul data-vitrine-list="c" data-vitrine-apply="always">\${list.map(({ id, name, price }) =>
    html\`<li data-vitrine-item=\${id}><a class="name" href=\${'/item/' + id}>\${name}</a> <b class="price">\${price}</b></li>\`)}</ul>\`,
    document.querySelector('#app'));`;

const react = `import { createElement as h } from 'react'; import { createRoot } from 'react-dom/client'; import { flushSync } from 'react-dom';
  const root = createRoot(document.querySelector('#app'));
  window.show = (list) => flushSync(() => root.render(h('ul', { 'data-vitrine-list': 'c', 'data-vitrine-apply': 'always' }, list.map(({ id, name, price }) =>
    h('li', { key: id, 'data-vitrine-item': id }, h('a', { className: 'name', href: '/item/' + id }, name), ' ', h('b', { className: 'price' }, price))))));`;

const vue = `import { createApp, h, ref, Fragment } from 'vue';
  const shown = ref([]);
  createApp({ render: () => h('ul', { 'data-vitrine-list': 'c', 'data-vitrine-apply': 'always' }, [h(Fragment, shown.value.map(({ id, name, price }) =>
    h('li', { 'data-vitrine-item': id }, [h('a', { class: 'name', href: '/item/' + id }, name), ' ', h('b', { class: 'price' }, price)])))]) }).mount('#app');
  window.show = (list) => { shown.value = list; };`;

const svelteComponent = `<script>let { list } = $props();</script>
  <ul data-vitrine-list="c" data-vitrine-apply="always">{#each list as { id, name, price }}<li data-vitrine-item={id}><a class="name" href={'/item/' + id}>{name}</a> <b class="price">{price}</b></li>{/each}</ul>`;
const svelte = `import { mount } from 'svelte'; import Shop from 'shop.svelte'; import { writeProps } from 'props.svelte.js';
  writeProps(mount, Shop);`;
const svelteProps = `export function writeProps(mount, Shop) {
  const props = $state({ list: [] });
  mount(Shop, { target: document.querySelector('#app'), props });
  window.show = (list) => { props.list = list; };
}`;

const modules: Readonly<Record<string, string>> = {
  'Lit without keys': lit,
  React: react,
  'Vue without keys': vue,
  'Svelte without keys': svelte,
};

/** Bundles a module as a shop does, for production. */
async function bundle(code: string): Promise<string> {
  const { compileModule } = await import('svelte/compiler');
  const sources: Record<string, string> = {
    'page.js': code,
    'shop.svelte': compile(svelteComponent, { generate: 'client' }).js.code,
    'props.svelte.js': compileModule(svelteProps, { generate: 'client' }).js.code,
  };
  const output = (await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'sources',
        enforce: 'pre',
        resolveId: (id) =>
          Object.keys(sources).find((name) => id.endsWith(name)) &&
          `\0${Object.keys(sources).find((name) => id.endsWith(name))}`,
        load: (id) => sources[id.slice(1)],
      },
    ],
    build: {
      write: false,
      lib: { entry: 'page.js', formats: ['iife'], name: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as Rollup.RollupOutput[];
  return output[0]!.output[0].code;
}

for (const [name, code] of Object.entries(modules)) {
  test(`leaves to ${name} the list that it renders, as it grows and shrinks`, async ({ page, shop }) => {
    const script = await bundle(code);
    await page.route('**/framework.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
    await openListPage(page, shop, {
      body: `<div id="app"></div><script src="/framework.js"></script><script>window.data = ${data}; window.show(data);</script>`,
    });
    expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'framework' });
    for (const ids of [products.slice(0, 4), [...products].reverse(), products.slice(6), products]) {
      await page.evaluate((wanted) => {
        const { data: all, show } = window as unknown as { data: { id: string }[]; show(list: unknown[]): void };
        show(wanted.map((id) => all.find((product) => product.id === id)));
      }, ids);
      await twoFrames(page);
      const shown = await readScreen(page);
      expect(faultsOf(shown)).toEqual([]);
      expect(idsOf(shown)).toEqual(ids);
    }
  });
}

test('leaves to Alpine the list of its x-for, and ranks one that it only listens to', async ({ page, shop }) => {
  await openListPage(page, shop, {
    body: `<div x-data="{ list: ${data.replaceAll('"', "'")} }"><ul ${always}><template x-for="product in list">
        <li :data-vitrine-item="product.id"><a class="name" :href="'/item/' + product.id" x-text="product.name"></a> <b class="price" x-text="product.price"></b></li>
      </template></ul><ul ${always.replace('"c"', '"d"')} x-data="{ open: false }">${cards()}</ul></div>
      <script src="/npm/alpinejs/dist/cdn.min.js"></script>`,
    script: `<script>addEventListener('load', () => { const tag = document.createElement('script');
      for (const [name, value] of Object.entries({ src: '/vitrine.iife.js', 'data-model': '/model/', 'data-consent': 'granted', 'data-bots': 'record', 'data-deadline': '300' })) tag.setAttribute(name, value);
      document.body.append(tag); });</script>`,
  });
  expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'framework' });
  expect(await lastRanking(page, 'd')).toEqual({ reranked: true });
  const shown = await readScreen(page);
  expect(idsOf(shown)).toEqual([...products, ...[...products].reverse()]);
});

test('a list that React is given as HTML is React’s, too', async ({ page, shop }) => {
  const script =
    await bundle(`import { createElement as h } from 'react'; import { createRoot } from 'react-dom/client'; import { flushSync } from 'react-dom';
    flushSync(() => createRoot(document.querySelector('#app')).render(h('div', { dangerouslySetInnerHTML: { __html: window.html } })));`);
  await page.route('**/framework.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }));
  const html = `<ul ${always}>${cards()}</ul>`;
  await openListPage(page, shop, {
    body: `<div id="app"></div><script>window.html = ${JSON.stringify(html)}</script><script src="/framework.js"></script>`,
  });
  expect(await lastRanking(page)).toEqual({ reranked: false, reason: 'framework' });
  expect(await htmlOf(page, '#app > div')).toBe(html);
});
