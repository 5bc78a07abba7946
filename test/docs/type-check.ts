import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Type-checks files that import the package by its entries' names.
 *
 * @param folder where they are written, under .vitrine; removed in the end
 * @param entries the sources behind the names, such as `{ vitrine: 'src/index.ts' }`
 * @param extension 'tsx' for files with JSX
 * @returns the compiler's complaints
 */
export function typeCheck(
  folder: string,
  files: readonly string[],
  entries: Readonly<Record<string, string>>,
  extension: 'ts' | 'tsx' = 'ts',
): string {
  const place = join(root, '.vitrine', folder);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  files.forEach((code, i) => {
    writeFileSync(join(place, `example-${i}.${extension}`), `${code}\nexport {};\n`);
  });
  const paths = Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, [join(root, source)]]));
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: true, noUnusedLocals: false, jsx: 'react-jsx', paths },
    include: ['*.ts', '*.tsx'],
    exclude: [],
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(config));
  try {
    return execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', place], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
