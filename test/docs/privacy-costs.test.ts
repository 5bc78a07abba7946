import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quoteCosts } from '../../bench/privacy/describe-costs.mjs';

const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');

describe('docs/privacy.md', () => {
  it('quotes what each least number of shoppers costs, as npm run bench:readme writes it', () => {
    expect(quoteCosts(page)).toBe(page);
    expect(page).toMatch(/\| 5 \| [\d,]+ \| [\d,]+ \|/);
  });

  it('is refused without a place for the figures', () => {
    expect(() => quoteCosts('# Privacy')).toThrow('<!-- privacy-cost -->');
  });
});
