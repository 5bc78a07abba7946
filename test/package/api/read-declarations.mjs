import { readFileSync } from 'node:fs';

/**
 * Reads one file that the compiler has emitted (`.d.ts`), without its comments.
 *
 * Emitted declarations are regular enough to be cut apart by their brackets: every statement ends with a semicolon, or
 * with the bracket of its body.
 *
 * @param {string} path
 */
export function readDeclarations(path) {
  const file = { declared: new Map(), imported: new Map(), exported: new Map(), passedOn: [] };
  for (const statement of splitStatements(withoutComments(readFileSync(path, 'utf8')))) read(statement, file);
  return file;
}

/** `{ a, type B as C }` → [['a', 'a'], ['B', 'C']] */
function readNames(list) {
  return list
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter(Boolean)
    .map((name) => {
      const [from, to = from] = name.split(' as ');
      return [from, to];
    });
}

function read(statement, file) {
  const list = /^(import|export) (?:type )?\{([^}]*)\}(?: from ['"]([^'"]+)['"])?;$/.exec(statement);
  if (list) {
    const [, kind, names, from] = list;
    for (const [name, alias] of readNames(names)) {
      (kind === 'import' ? file.imported : file.exported).set(alias, { name, from });
    }
    return;
  }
  const all = /^export \* from ['"]([^'"]+)['"];$/.exec(statement);
  if (all) return file.passedOn.push(all[1]);
  const foreign = /^import (?:type )?(?:\* as )?(\w+)[^'"]*from ['"]([^'"]+)['"];$/.exec(statement);
  if (foreign) return file.imported.set(foreign[1], { name: foreign[1], from: foreign[2] });
  if (/^import ['"]/.test(statement)) return;
  const [, isExported, isDefault, text] = /^(export )?(default )?([\s\S]*)$/.exec(statement);
  // What a file adds to the page's own names is all that it gives.
  if (/^declare global \{/.test(text)) file.exported.set('global', { name: 'global' });
  const name =
    /^(?:declare )?(?:abstract )?(?:interface|class|type|function|const|let|enum|namespace|module)\s+['"]?([\w$.-]+)/.exec(
      text,
    )?.[1] ?? /^declare (global) \{/.exec(text)?.[1];
  if (!name) throw new Error(`a declaration of a form that is not known yet: ${statement}`);
  // Overloads are declarations of one name.
  file.declared.set(name, [file.declared.get(name), text].filter(Boolean).join('\n'));
  if (isExported) file.exported.set(isDefault ? 'default' : name, { name });
}

function withoutComments(code) {
  return code
    .replace(
      /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      (_, text) => text ?? '',
    )
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .replace(/\n(?= [|&] )/g, ''); // where a comment stood between the members of a union
}

function splitStatements(code) {
  const statements = [];
  let start = 0;
  let depth = 0;
  for (const { 0: mark, index } of code.matchAll(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|[{}()[\];]/g,
  )) {
    if ('{(['.includes(mark)) depth++;
    else if (mark !== ';' && '})]'.includes(mark)) depth--;
    const text = code.slice(start, index + 1).trim();
    const hasBody =
      /^(export )?(default )?(declare )?(abstract )?(interface|class|enum|namespace|module|global)\b/.test(text);
    const isEnd = mark === ';' || (mark === '}' && hasBody && /^\s*(\n|$)/.test(code.slice(index + 1)));
    if (depth > 0 || !isEnd) continue;
    if (text !== ';') statements.push(text);
    start = index + 1;
  }
  return statements;
}
