import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPackage } from '../docs/install-package.js';

const root = join(import.meta.dirname, '../..');

/** An older compiler, which still knows `moduleResolution: node`: the one that arethetypeswrong brings. */
const typescript5 = createRequire(join(root, 'node_modules/@arethetypeswrong/core/package.json')).resolve(
  'typescript/bin/tsc',
);
const typescript7 = join(root, 'node_modules/typescript/bin/tsc');

const shop = `import { createVitrine, type ShopEvent, VitrineError } from 'vitrine';
import { countClicks } from 'vitrine/debug';
import { defineVitrineList } from 'vitrine/element';
import { createVitrineSearch } from 'vitrine/instantsearch';
import { useRerank } from 'vitrine/react';
import { pin } from 'vitrine/rules';
import { fromDataLayer } from 'vitrine/sources';
import { vitrinePlugin } from 'vitrine/vue';

const event: ShopEvent = { type: 'view_item', itemId: '85123A' };
export const isKept: boolean = createVitrine({ modelUrl: '/model/' }).track(event);
export const isError = (error: unknown): error is VitrineError => error instanceof VitrineError;
export const all = [countClicks, defineVitrineList, createVitrineSearch, useRerank, pin, fromDataLayer, vitrinePlugin];
`;
const wrong = shop.replace("type: 'view_item'", "type: 'view_things'");

/** A script of a page with the script tag, which has no import of its own but of types. */
const page = `import type {} from 'vitrine/vitrine.iife.js';
(window.vitrine ??= []).push(['track', { type: 'view_item', itemId: '85123A' }]);
window.vitrine = window.vitrine || [];
window.vitrine.push(['setConsent', Math.random() > 0.5 ? 'granted' : 'denied'], ['forget']);
window.vitrine.push(['on', 'exposure', ({ variant, slot }) => console.info(variant.length, slot.length)]);
window.vitrine.push(['claim', (vitrine) => vitrine.profile().then(({ eventCount }) => eventCount + 1)]);
window.vitrine.rerank?.(['85123A']).then(({ items }) => items[0]?.length);
addEventListener('vitrine:rerank', ({ detail }) => console.info(detail.reranked, detail.items[0]?.tagName));
addEventListener('vitrine:error', ({ detail }) => console.warn(detail.code));
// @ts-expect-error no such event
window.vitrine.push(['track', { type: 'view_things', itemId: '85123A' }]);
// @ts-expect-error no such method
window.vitrine.push(['tracks']);
// @ts-expect-error only there once the script is
window.vitrine.profile();
`;

/** What a compiler says of a shop that has the package installed. */
function compile(compiler: string, file: string, code: string, options: Record<string, unknown>): string {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['ES2022', 'DOM'],
    ...options,
  };
  const { folder, remove } = installPackage('resolution', {
    [file]: code,
    'package.json': '{ "private": true }',
    'tsconfig.json': JSON.stringify({ compilerOptions, files: [file] }),
  });
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    remove();
  }
}

describe('a shop in TypeScript', () => {
  it.each([
    ['node', { module: 'commonjs', moduleResolution: 'node' }, typescript5, 'shop.ts'],
    ['node, for a bundler', { module: 'esnext', moduleResolution: 'node' }, typescript5, 'shop.ts'],
    ['node16, ES modules', { module: 'node16', moduleResolution: 'node16' }, typescript5, 'shop.mts'],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }, typescript7, 'shop.ts'],
    ['nodenext, ES modules', { module: 'nodenext', moduleResolution: 'nodenext' }, typescript7, 'shop.mts'],
  ])('finds the types of every entry by moduleResolution %s', (_name, options, compiler, file) => {
    expect(compile(compiler, file, shop, options)).toBe('');
    expect(compile(compiler, file, wrong, options)).toContain('view_things');
  });

  it('finds the types of what it may require from CommonJS', () => {
    const code = shop.replace(/^.*vitrine\/debug.*\n/m, '').replace('countClicks, ', '');
    expect(compile(typescript5, 'shop.cts', code, { module: 'node16', moduleResolution: 'node16' })).toBe('');
  });

  it('has `window.vitrine` typed where it imports the types of the script tag, and there alone', () => {
    const options = { module: 'esnext', moduleResolution: 'bundler' };
    expect(compile(typescript7, 'page.ts', page, options)).toBe('');
    const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/stub.md'), 'utf8'))![1]!;
    expect(compile(typescript7, 'page.ts', example, options)).toBe('');
    const byName = { ...options, types: ['vitrine/vitrine.iife.js'] };
    expect(compile(typescript7, 'page.ts', page.replace(/^.*\n/, ''), byName)).toBe('');
    const app = `${shop}\ndeclare global { interface Window { vitrine: string } }\nwindow.vitrine = 'its own';`;
    expect(compile(typescript7, 'app.ts', app, options)).toBe('');
  });
});
