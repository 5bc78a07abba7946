import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isComplete } from '../../src/storefront/host/draft.js';
import { readEnhancedEcommerce } from '../../src/storefront/sources/data-layer/enhanced-ecommerce.js';
import { readGa4Event } from '../../src/storefront/sources/data-layer/ga4-events.js';
import { readSegmentEvent } from '../../src/storefront/sources/segment/segment-events.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/sources.md'), 'utf8');

/** The rows of the table under a heading cell: what stands on the left, and the events named on the right, one each where they pair. */
function rowsUnder(heading: string): [theirs: string, ours: string[]][] {
  const lines = page
    .slice(page.indexOf(`| ${heading} |`))
    .split('\n')
    .slice(2);
  return lines.slice(0, lines.indexOf('')).map((line) => {
    const [, theirs, ours] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return [theirs!, [...ours!.matchAll(/`([a-z]+_[a-z_]+|search|purchase)`/g)].map(([, type]) => type!)];
  });
}

const product = { id: 'a', product_id: 'a', query: 'q', search_term: 'q' };

describe('docs/sources.md', () => {
  it('tells what GA4’s events become, as they do', () => {
    const names = rowsUnder('GA4').flatMap(([theirs, ours]) => {
      const row = [...theirs.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
      for (const name of row) {
        const [draft] = readGa4Event(name, { ...product, items: [product] });
        expect(isComplete(draft!), name).toBe(true);
        expect([...ours, ...row], name).toContain(draft!.type);
      }
      return row;
    });
    expect(names).toHaveLength(11);
  });

  it('tells what enhanced e-commerce becomes, as it does', () => {
    for (const [theirs, ours] of rowsUnder('Universal Analytics (`ecommerce.…`)')) {
      const names = [...theirs.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
      const types = names.map(
        (name) =>
          readEnhancedEcommerce({ [name]: name === 'impressions' ? [product] : { products: [product] } })[0]?.type,
      );
      expect(types).toEqual(ours);
    }
  });

  it('tells what Segment’s events become, as they do', () => {
    for (const [theirs, ours] of rowsUnder('Segment')) {
      const types = theirs
        .split(', ')
        .map((name) => readSegmentEvent(name, { ...product, products: [product] })[0]?.type);
      expect(types).toEqual(ours.slice(0, types.length));
    }
  });
});
