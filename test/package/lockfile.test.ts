import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly version?: string;
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

  it('pins exactly what package.json asks for', () => {
    const { devDependencies } = readJson('package.json');
    expect(locked['']?.devDependencies).toEqual(devDependencies);
    for (const [name, version] of Object.entries(devDependencies)) {
      expect(locked[`node_modules/${name}`]?.version).toBe(version);
    }
  });
});
