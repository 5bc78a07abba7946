import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiFolder, readApiSurface } from './api-surface.mjs';

const root = join(import.meta.dirname, '../../..');
const surface = readApiSurface();

describe('the API surface', () => {
  it('is what docs/api has on record: after a change that is meant, run npm run api:update and review the difference', () => {
    expect([...surface.keys()].sort()).toEqual(readdirSync(join(root, apiFolder)).sort());
    for (const [file, page] of surface) expect(page, file).toBe(readFileSync(join(root, apiFolder, file), 'utf8'));
  });

  it('takes in every entry of package.json that exports something', () => {
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, unknown>;
    };
    const entries = Object.keys(exports).filter((path) => path === './vitrine.iife.js' || !/\.(js|json)$/.test(path));
    expect(surface.size).toBe(entries.length);
    expect([...surface.keys()]).toEqual(
      expect.arrayContaining(['vitrine.md', 'vitrine-rules.md', 'vitrine-sources.md']),
    );
  });

  it('shows the members of what is exported, and of what these lean on', () => {
    const main = surface.get('vitrine.md')!;
    expect(main).toContain('declare function createVitrine(options: VitrineOptions): Vitrine;');
    expect(main).toMatch(/^interface Vitrine \{$/m);
    expect(main).toContain('    track(event: ShopEvent, source?: string, at?: number): boolean;');
    expect(main.split('Named by these')[1]).toContain('interface PageToRule');
    expect(main).not.toContain('/**');
    expect(surface.get('vitrine-sources.md')).toContain("import type { Vitrine } from 'vitrine';");
  });
});
