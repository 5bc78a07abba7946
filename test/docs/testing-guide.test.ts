import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPackage } from './install-package.js';

const root = join(import.meta.dirname, '../..');
const program = (name: string) => join(root, 'node_modules', name);
const jest = program('jest/bin/jest.js');
const jestBabel = '{ "plugins": ["@babel/plugin-transform-modules-commonjs"] }';

/** The guide's files, by the name in the first line of each. */
const files = Object.fromEntries(
  [...readFileSync(join(root, 'docs/testing.md'), 'utf8').matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(
    ([, name, code]) => [name!, code!],
  ),
);
const take = (...names: string[]) => Object.fromEntries(names.map((name) => [name, files[name]!]));
const shared = ['stand-in.js', 'shop.js', 'category.test.js', 'real.test.js'];

/** Runs a program in a project of its own, and gives what it prints. */
function run(name: string, project: Record<string, string>, args: readonly string[]) {
  const { folder, remove } = installPackage(name, project);
  try {
    const env = { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', VITEST: undefined, CI: '1' };
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
    return { output: `${stdout}\n${stderr}`, status };
  } finally {
    remove();
  }
}

describe('docs/testing.md', () => {
  it('has the files that are tried here', () => {
    expect(Object.keys(files).sort()).toEqual([...shared, 'shop-jest.test.js', 'shop-vitest.test.js'].sort());
  });

  it.each(['jsdom', 'node'])('gives tests that pass in Jest as it comes, environment %s', (environment) => {
    const names = environment === 'jsdom' ? [...shared, 'shop-jest.test.js'] : ['real.test.js'];
    const project = {
      ...take(...names),
      'package.json': JSON.stringify({ jest: { testEnvironment: environment } }),
      'babel.config.json': jestBabel,
    };
    const { output, status } = run(`jest-${environment}`, project, [jest, '--rootDir=.']);
    expect(status, output).toBe(0);
    expect(output).toContain(environment === 'jsdom' ? '4 passed, 4 total' : '2 passed, 2 total');
  });

  it('gives tests that pass in Jest with ES modules', () => {
    const project = {
      ...take(...shared),
      'package.json': JSON.stringify({ type: 'module', jest: { testEnvironment: 'jsdom', transform: {} } }),
    };
    const { output, status } = run('jest-esm', project, ['--experimental-vm-modules', jest, '--rootDir=.']);
    expect(status, output).toBe(0);
    expect(output).toContain('3 passed, 3 total');
  });

  it.each(['jsdom', 'node'])('gives tests that pass in Vitest, environment %s', (environment) => {
    const names =
      environment === 'jsdom'
        ? [...shared, 'shop-vitest.test.js']
        : ['real.test.js', 'shop-vitest.test.js', 'shop.js', 'stand-in.js'];
    const project = {
      ...take(...names),
      'package.json': '{ "type": "module" }',
      'vitest.config.js': `export default { test: { environment: '${environment}', globals: true, include: ['*.test.js'] } };`,
    };
    const { output, status } = run(`vitest-${environment}`, project, [program('vitest/vitest.mjs'), 'run']);
    expect(status, output).toBe(0);
    expect(output).toMatch(environment === 'jsdom' ? /Tests\s+4 passed/ : /Tests\s+3 passed/);
  });

  it('would be noticed if Jest were given an ES module', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    delete manifest.exports['.'].require;
    const project = {
      ...take('real.test.js'),
      'package.json': '{ "jest": { "testEnvironment": "node" } }',
      'babel.config.json': jestBabel,
      'node_modules/vitrine/package.json': JSON.stringify(manifest),
    };
    const { output, status } = run('jest-without-cjs', project, [jest, '--rootDir=.']);
    expect(status).not.toBe(0);
    expect(output).toContain('Must use import');
  });
});
