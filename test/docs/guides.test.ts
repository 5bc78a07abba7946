import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nLots } from '../../src/events/local-storage/device-note.js';
import { maxWaitingEvents } from '../../src/events/recording/tracker.js';
import { defaultCaps } from '../../src/events/store/event-store.js';
import { maxJournalEntries } from '../../src/events/store/journal.js';
import { llmsText } from './llms-text.mjs';
import { typeCheck } from './type-check.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = [
  'README.md',
  ...['docs', 'docs/frameworks'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];
const guides = ['docs/plain-html.md', 'docs/gtm.md', 'docs/shopify.md', 'docs/events.md', 'docs/troubleshooting.md'];

/** Headings as GitHub makes anchors of them. */
const anchorsOf = (page: string) =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );

describe('the documents', () => {
  it.each(pages)('%s leads to pages and parts that are there', (file) => {
    for (const [, target] of read(file).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path, anchor] = target!.split('#');
      const linked = path === '' ? file : join(dirname(file), path!);
      expect(existsSync(join(root, linked)), `${file} links to ${target}`).toBe(true);
      if (anchor) expect(anchorsOf(read(linked)), `${file} links to ${target}`).toContain(anchor);
    }
  });

  it('are all reached from docs/README.md', () => {
    const index = read('docs/README.md');
    const missing = pages.filter(
      (file) => !/README\.md$/.test(file) && !index.includes(`(${file.replace('docs/', '')})`),
    );
    expect(missing).toEqual([]);
  });

  it('of integration call the SDK as its types allow', () => {
    const examples = guides.flatMap((file) =>
      [...read(file).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!),
    );
    expect(examples.length).toBeGreaterThanOrEqual(3);
    const files = examples.map((code) =>
      code.includes('createVitrine') ? code : `declare const vitrine: import('vitrine').Vitrine;\n${code}`,
    );
    const entries = { vitrine: 'src/index.ts', 'vitrine/sources': 'src/storefront/sources/sources.ts' };
    expect(typeCheck('guides', files, entries)).toBe('');
  });

  it('of integration use attributes that there are', () => {
    const sources = readdirSync(join(root, 'src/storefront'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`src/storefront/${name}`))
      .join('\n');
    const used = new Set(guides.flatMap((file) => read(file).match(/data-vitrine-[a-z-]+[a-z]/g) ?? []));
    expect(used.size).toBeGreaterThan(4);
    for (const attribute of used) expect(sources, attribute).toContain(`'${attribute}'`);
  });
});

describe('docs/llms.txt', () => {
  it('lists every page as it is: after a change, run npm run llms:update', () => {
    const text = read('docs/llms.txt');
    expect(text).toBe(llmsText());
    const listed = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, file]) => join('docs', file!));
    expect(pages.filter((page) => page !== 'docs/README.md' && !listed.includes(page))).toEqual([]);
  });
});

describe('docs/example/log.csv', () => {
  it('is what its script writes', () => {
    const written = execFileSync(process.execPath, [join(root, 'docs/example/make-log.mjs')], { encoding: 'utf8' });
    expect(read('docs/example/log.csv')).toBe(written);
  });
});

describe('the attributes of the script tag', () => {
  it('stand in the README, every one of them', () => {
    const readOptions = /const \{ ([\w, ]+) \} = script\?\.dataset/.exec(read('src/storefront/script-tag.ts'))![1]!;
    const names = readOptions.split(', ');
    expect(names.length).toBeGreaterThan(7);
    for (const name of names)
      expect(read('README.md'), name).toMatch(new RegExp(`^\\|.*\`data-${name}\`.*\\|.*script \\|`, 'm'));
  });
});

describe('docs/privacy.md', () => {
  it('tells the limits as they are', () => {
    const page = read('docs/privacy.md');
    const days = defaultCaps.maxAgeMs / (24 * 60 * 60 * 1000);
    const events = defaultCaps.maxEvents.toLocaleString('en-GB');
    expect(page).toContain(`at most ${days} days, ${events} events, ${defaultCaps.maxBytes / 2 ** 20} MB`);
    expect(page).toContain(`at most ${maxJournalEntries} entries`);
    expect(page).toContain(`first ${maxWaitingEvents} events`);
    expect(page).toContain(`a number from 0 to ${(nLots - 1).toLocaleString('en-GB')}`);
  });

  it('names every place where something is stored', () => {
    const sources = [
      'recording/consent.ts',
      'store/journal.ts',
      'local-storage/device-note.ts',
      'recording/erasure-debt.ts',
    ]
      .map((file) => read(`src/events/${file}`))
      .join('\n');
    const keys = [...sources.matchAll(/`\$\{namespace\}:(\w+)/g)].map(([, key]) => key!);
    expect(new Set(keys)).toEqual(new Set(['consent', 'grant', 'erased', 'room', 'journal', 'experiment', 'erase']));
    for (const key of keys) expect(read('docs/privacy.md')).toContain(`\`:${key}`);
  });
});
