import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '../src');

/** What anything may import. */
const foundations = ['build-id.ts', 'errors.ts', 'native-value.ts', 'random.ts'];
const flow = ['events', 'sequence', 'encoder', 'clusters', 'ranking'];

/**
 * Who may import whom, besides a folder's own files and the foundations: a folder, or a file that is an exception to
 * its folder, and what it may reach. The longest key that fits a file counts.
 */
const allowed: Record<string, string[]> = {
  'build-id.ts': [],
  'errors.ts': [],
  'native-value.ts': [],
  'random.ts': [],
  // A domain folder imports what stands before it in the flow.
  ...Object.fromEntries(flow.map((folder, i) => [folder, flow.slice(0, i)])),
  'encoder/ops/tfjs-ops.ts': [...flow.slice(0, 2), '@tensorflow'],
  // The page: plain events and orders, and the words it shares with the worker. Never the encoder, never TensorFlow.js.
  'vitrine.ts': ['page', 'events', 'ranking', 'worker/client/client.ts', 'worker/wire/protocol.ts'],
  page: [
    'events',
    'ranking',
    'worker/client/client.ts',
    'worker/client/lasting-client.ts',
    'worker/wire/protocol.ts',
    'worker/client/find-worker-files.ts',
  ],
  'index.ts': ['vitrine.ts', 'page', 'events', 'ranking', 'worker/wire/protocol.ts'],
  'rules.ts': ['ranking'],
  // A look behind the glass: the public API, and the device's note and the model's input as they are defined.
  debug: ['index.ts', 'events', 'sequence'],
  worker: [...flow, '@tensorflow', 'comlink'],
  'worker/client/client.ts': ['events', 'ranking', 'comlink'],
  'worker/client/lasting-client.ts': ['events', 'ranking'],
  train: [...flow, '@tensorflow', '@duckdb', 'node', 'cac', 'cli-progress', 'umap-js', 'zod', '../package.json'],
  // What a shop plugs in sees what any other user of the package sees.
  storefront: ['index.ts'],
  // Loads nothing else: the parts of the flow that an order from localStorage needs.
  'storefront/first': ['events', 'ranking'],
  'storefront/react': ['index.ts', 'react'],
  'storefront/vue': ['index.ts', 'vue'],
  'storefront/instantsearch': ['index.ts', 'instantsearch.js'],
  events: ['idb'],
};

/** Only the types of the manifest reach the page side: they vanish when it is built. */
const typeOnly = new Map([['worker/wire/protocol.ts', ['encoder/artifact/manifest.ts']]]);

/**
 * The order of the folders inside a folder: each imports only itself and what stands before it, types included. A name
 * that ends in `.ts` is a single file; `.` stands for the files directly in the folder.
 */
const orders: Readonly<Record<string, string>> = {
  events: 'event < local-storage < timing < store < tabs < recording',
  encoder: 'ops < encoder.ts < layers < kinds < item-features < artifact < input < cold-items',
  clusters:
    'points < kernel < spectrum < agglomeration < algorithms < sequences < outliers < judging < words < placing < meaning < succession',
  ranking: '. < position-bias < rules/mechanics < rules',
  worker: 'wire < client < execution/backends < execution < executions < shopper < model-files < .',
  storefront:
    'host < markup/markup.ts < markup/chosen-sort.ts < first < markup < ordering < react < vue < element < instantsearch < sources/shopify < sources/json-ld < sources/data-layer < sources/segment < sources/attention < sources < .',
  train:
    'numerics < target < resume < terminal < files < config < log < items < dataset < protocols < metrics < tensorflow < privacy < item-item < token-embeddings < samples < gradients < encoder-training < weights < clusters < artifact < model < baselines/sessions < baselines/regression < baselines/methods < baselines < evaluation < evaluation/cold-start < cluster-lab/spaces < cluster-lab/deep < cluster-lab/groups < cluster-lab/judging < cluster-lab < tuning < update < audit/membership < audit/canaries < audit < report/page < report/data < report/charts < report < cli < .',
};

/** A folder of more files than this tells more than one story. */
const maxFiles = 16;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(sep).join('/'));

const imports = files.flatMap((file) => importsOf(file, readFileSync(join(src, file), 'utf8')));

describe('imports in src', () => {
  it('point backwards along the flow, and nowhere else', () => {
    expect(imports.filter((found) => !isAllowed(found)).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('would be noticed if they pointed forwards or aside', () => {
    const code = `import { a } from '../worker/client/client.js';\nconst b = await import('../storefront/markup/list.js');
      import {\n  type C,\n  d,\n} from '../train/cli.js';\nexport type { E } from '../events/event/event.js';`;
    const found = importsOf('ranking/new.ts', code);
    expect(found.map(({ to, isTypeOnly }) => [to, isTypeOnly])).toEqual([
      ['worker/client/client.ts', false],
      ['storefront/markup/list.ts', false],
      ['train/cli.ts', false],
      ['events/event/event.ts', true],
    ]);
    expect(found.map(isAllowed)).toEqual([false, false, false, true]);
  });

  it.each(Object.entries(orders))('point backwards among the folders of %s', (folder, order) => {
    const found = imports.filter(({ from, to }) => from.startsWith(`${folder}/`) && to.startsWith(`${folder}/`));
    const ranks = order.split(' < ');
    const rank = (file: string) => rankOf(file.slice(folder.length + 1), ranks);
    const files = found.flatMap(({ from, to }) => [from, to]);
    expect(files.filter((file) => rank(file) < 0)).toEqual([]);
    expect(found.filter(({ from, to }) => rank(to) > rank(from))).toEqual([]);
    expect(new Set(found.map(({ to }) => rank(to))).size).toBeGreaterThan(2); // the folders are seen
  });

  it('form no circle, types included', () => {
    expect(findCircle(imports)).toEqual([]);
    const circle = [
      { from: 'a.ts', to: 'b.ts', isTypeOnly: false },
      { from: 'b.ts', to: 'c.ts', isTypeOnly: true },
      { from: 'c.ts', to: 'b.ts', isTypeOnly: true },
    ];
    expect(findCircle(circle)).toEqual(['b.ts', 'c.ts']);
  });

  it('never reach train or storefront from outside', () => {
    const outsiders = imports.filter(
      ({ from, to }) => /^(train|storefront)\//.test(to) && folderOf(from) !== folderOf(to),
    );
    expect(outsiders).toEqual([]);
  });

  it('keep TensorFlow.js to tfjs-ops, worker and train', () => {
    const users = imports.filter(({ to }) => to.startsWith('@tensorflow')).map(({ from }) => from);
    expect(users.filter((from) => !/^(encoder\/ops\/tfjs-ops\.ts|worker\/|train\/)/.test(from))).toEqual([]);
    expect(users.length).toBeGreaterThan(0); // the parser sees them
  });

  it('keep the encoder and TensorFlow.js out of everything that the main entry reaches', () => {
    const reached = reachableFrom('index.ts');
    expect(
      reached.filter((file) =>
        /^(encoder\/|train\/|worker\/(worker|shopper|execution|model-files)|@tensorflow)/.test(file),
      ),
    ).toEqual([]);
    expect(reached).toContain('worker/client/client.ts');
  });

  it('keep TensorFlow.js out of the worker, and bring it in with the file of an execution', () => {
    const users = (entry: string) => reachableFrom(entry).filter((file) => file.startsWith('@tensorflow'));
    expect(users('worker/worker.ts')).toEqual([]);
    for (const name of ['webgl', 'wasm']) expect(users(`worker/executions/${name}.ts`).length).toBeGreaterThan(0);
  });
});

describe('folders in src', () => {
  it(`hold at most ${maxFiles} files each`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > maxFiles)).toEqual([]);
    expect(counts.size).toBeGreaterThan(50);
  });
});

/** Returns the place of a file in an order of folders, by the longest name that fits it; -1 for none. */
function rankOf(file: string, ranks: readonly string[]): number {
  const fits = (name: string) => (name === '.' ? !file.includes('/') : file === name || file.startsWith(`${name}/`));
  const [best] = ranks.filter(fits).sort((a, b) => b.length - a.length);
  return best === undefined ? -1 : ranks.indexOf(best);
}

/** Returns the files of a circle of imports, sorted; none where there is no circle. */
function findCircle(found: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of found) targets.set(from, [...(targets.get(from) ?? []), to]);
  const left = new Set(found.flatMap(({ from, to }) => [from, to]));
  // A file that imports none of those that are left is in no circle: what remains in the end is one, or leads to one.
  const isFree = (file: string) => !targets.get(file)?.some((to) => to !== file && left.has(to));
  for (let size = -1; size !== left.size; ) {
    size = left.size;
    for (const file of left) if (isFree(file)) left.delete(file);
  }
  return [...left].filter((file) => found.some(({ from, to }) => to === file && left.has(from))).sort();
}

function isAllowed({ from, to, isTypeOnly }: Import): boolean {
  if (foundations.includes(to) || folderOf(from) === folderOf(to))
    return from.includes('/') || foundations.includes(to);
  const rule = Object.keys(allowed)
    .filter((key) => from === key || from.startsWith(`${key}/`))
    .sort((a, b) => b.length - a.length)[0];
  const reaches = (entries: readonly string[]) =>
    entries.some((entry) => to === entry || to.startsWith(`${entry}/`) || to.startsWith(`${entry}:`));
  if (reaches(allowed[rule] ?? [])) return true;
  return (
    isTypeOnly &&
    [...typeOnly].some(([key, entries]) => (from === key || from.startsWith(`${key}/`)) && reaches(entries))
  );
}

function folderOf(file: string): string {
  return file.split('/')[0];
}

/** Every file and package that a file imports when it runs, directly or not. */
function reachableFrom(entry: string): string[] {
  const reached = new Set([entry]);
  for (const file of reached) {
    for (const { from, to, isTypeOnly } of imports) if (from === file && !isTypeOnly) reached.add(to);
  }
  return [...reached];
}

function importsOf(file: string, code: string): Import[] {
  const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'";]*?\bfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;
  return [...code.matchAll(statement)].flatMap(([, type, names, target, lazy]) => {
    const specifier = target ?? lazy;
    if (!specifier) return [];
    const inside = specifier.startsWith('.');
    const to = inside
      ? relative(src, resolve(src, dirname(file), specifier))
          .split(sep)
          .join('/')
          .replace(/\.js$/, '.ts')
      : specifier;
    const named = /\{([^}]*)\}/.exec(names ?? '')?.[1];
    const isEachType = named?.split(',').every((name) => /^\s*(type\s|$)/.test(name)) ?? false;
    return [{ from: file, to, isTypeOnly: Boolean(type) || isEachType }];
  });
}
