import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
}

const root = join(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const locked: Record<string, LockedPackage> = readJson('package-lock.json').packages;

describe('the lockfile', () => {
  // npm leaves out what its registry did not have at that moment, and then `npm ci` fails wherever the registry has it.
  it('lists the binaries of every platform, so that npm ci works on all of them', () => {
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(path === '' ? {} : optionalDependencies).filter(
        (name) => !locked[`node_modules/${name}`] && !locked[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
    expect(locked['node_modules/@biomejs/cli-darwin-arm64']?.version).toBeDefined();
  });

  it('carries the hash of every package, so that npm ci installs nothing else under its name', () => {
    const packages = Object.entries(locked).filter(([path]) => path !== '');
    const unhashed = packages.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(unhashed.map(([path]) => path)).toEqual([]);
    expect(packages.length).toBeGreaterThan(100);
  });

  it('names no registry, so that npm ci works behind any of them', () => {
    expect(Object.entries(locked).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('pins exactly what package.json asks for', () => {
    const devDependencies: Record<string, string> = readJson('package.json').devDependencies;
    expect(locked['']?.devDependencies).toEqual(devDependencies);
    for (const [name, version] of Object.entries(devDependencies)) {
      expect(locked[`node_modules/${name}`]?.version).toBe(version.replace(/^npm:.*@/, '')); // an alias names another package
    }
  });
});
