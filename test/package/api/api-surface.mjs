import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDeclarations } from './read-declarations.mjs';

const root = join(import.meta.dirname, '../../..');

/** Where the reviewed pages lie, from the project's root. */
export const apiFolder = 'docs/api';

/**
 * The API surface of the built package: for every entry of package.json that has types, a page of what it exports and
 * of every declaration that these lean on.
 *
 * @returns {Map<string, string>} Markdown by the page's file name
 * @throws when the package is not built
 */
export function readApiSurface() {
  const { name: packageName, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.entries(exports)
    .filter(([, target]) => target.types)
    .map(([path, { types }]) => ({ name: join(packageName, path), file: join(root, types) }));
  const files = new Map();
  const load = (path) => {
    if (!files.has(path)) files.set(path, readDeclarations(path));
    return files.get(path);
  };
  const pages = entries.map((entry) => {
    const others = new Map(entries.filter(({ file }) => file !== entry.file).map(({ name, file }) => [file, name]));
    return [`${entry.name.replaceAll('/', '-')}.md`, renderEntry(entry, load, others)];
  });
  return new Map(pages.filter(([, page]) => page !== undefined));
}

function renderEntry({ name, file }, load, others) {
  const exported = exportsOf(file, load);
  if (exported.size === 0) return undefined; // a script that runs and exports nothing
  const found = new Map();
  const foreign = new Set();
  /** Follows a name to where it is declared, and on to the types that its declaration names. */
  const follow = (path, local) => {
    const { declared, imported, exported: passed } = load(path);
    const origin = declared.has(local) ? undefined : (imported.get(local) ?? passed.get(local));
    if (origin?.from) {
      const target = resolveTypes(path, origin.from);
      const owner = target === undefined ? origin.from : others.get(target);
      if (owner) return void foreign.add(`import type { ${origin.name} } from '${owner}';`);
      return follow(target, origin.name);
    }
    const text = declared.get(local);
    const key = `${local} ${path}`;
    if (text === undefined || found.has(key)) return;
    found.set(key, { name: local, text });
    // Types begin with a capital; a value is a type only behind `typeof`.
    const code = text.replace(/'[^'\n]*'|"[^"\n]*"/g, '');
    for (const [, type, value] of code.matchAll(/(?<![\w$.])(?:([A-Z][\w$]*)|typeof ([\w$]+))/g)) {
      const other = type ?? value;
      if (other !== local && (declared.has(other) || imported.has(other))) follow(path, other);
    }
  };
  for (const [, { path, local }] of exported) follow(path, local);
  const isPublic = new Set([...exported.values()].map(({ path, local }) => originOf(path, local, load)));
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const print = (wanted) => sorted.filter(([key]) => isPublic.has(key) === wanted).map(([, { text }]) => text);
  const block = (lines) => `\`\`\`ts\n${lines.join('\n\n')}\n\`\`\``;
  const names = [...exported.keys()].sort();
  const parts = [
    `# The API of \`${name}\``,
    'Written by `npm run api:update` from the built types, and compared by a test: a change here is a change for every shop.',
    `Exports: ${names.map((each) => `\`${each}\``).join(', ')}.`,
    block([...(foreign.size > 0 ? [[...foreign].sort().join('\n')] : []), ...print(true)]),
  ];
  const hidden = print(false);
  if (hidden.length > 0) parts.push('Named by these, and not exported:', block(hidden));
  return `${parts.join('\n\n')}\n`;
}

/** Every public name of a file, and where it is declared under which name. */
function exportsOf(path, load) {
  const names = new Map();
  const { exported, passedOn } = load(path);
  for (const from of passedOn) {
    for (const [name, origin] of exportsOf(resolveTypes(path, from), load))
      if (name !== 'default') names.set(name, origin);
  }
  for (const name of exported.keys())
    names.set(name, { path, local: exported.get(name).from ? name : exported.get(name).name });
  return names;
}

function originOf(path, local, load) {
  const { declared, exported, imported } = load(path);
  const origin = declared.has(local) ? undefined : (imported.get(local) ?? exported.get(local));
  const target = origin?.from && resolveTypes(path, origin.from);
  return target ? originOf(target, origin.name, load) : `${local} ${path}`;
}

/** The emitted file behind an import; undefined for another package. */
function resolveTypes(path, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const file = join(dirname(path), specifier.replace(/\.js$/, '.d.ts'));
  if (!existsSync(file)) throw new Error(`${file} is not there: build the package first`);
  return file;
}
