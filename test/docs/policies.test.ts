import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeDevice } from '../../src/page/model/frugality.js';
import { pagePolicy, workerPolicy } from '../e2e/strict-policy.js';
import { typeCheck } from './type-check.js';

const read = (file: string) => readFileSync(join(import.meta.dirname, '../../docs', file), 'utf8').replace(/\s+/g, ' ');

describe('docs/csp.md', () => {
  it('recommends what the end-to-end tests run under', () => {
    const [page, worker] = [...read('csp.md').matchAll(/Content-Security-Policy: (.*?) ```/g)].map(
      ([, policy]) => policy!,
    );
    const directives = (policy: string) => policy.split('; ').sort();
    const own = directives(pagePolicy).filter((directive) => !/^(form-action|base-uri)/.test(directive));
    expect(directives(page!)).toEqual(own);
    expect(directives(worker!.replace(" 'wasm-unsafe-eval'", ''))).toEqual(directives(workerPolicy));
  });
});

describe('docs/frugal.md', () => {
  it('tells the rules as they are', () => {
    const rows = [...read('frugal.md').matchAll(/\| `([a-z-]+)` \| ([^|]*) \| (skip|defer) \|/g)];
    const devices = [
      { saveData: true },
      { effectiveType: '2g' },
      { effectiveType: '3g' },
      { memoryGb: 1 },
      { cores: 1 },
      { batteryLevel: 0.15 },
    ];
    expect(rows.map(([, reason, , plan]) => ({ plan, reason }))).toEqual(devices.map(judgeDevice));
  });

  it('gives an example that compiles', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/frugal.md'), 'utf8');
    const examples = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);
    expect(examples).toHaveLength(1);
    expect(typeCheck('docs-frugal', examples, { vitrine: 'src/index.ts' })).toBe('');
  });
});
