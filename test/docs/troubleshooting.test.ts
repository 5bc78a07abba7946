import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const page = read('docs/troubleshooting.md');

/** The texts of a union of texts, in the order in which the source has them. */
function membersOf(file: string, type: string): string[] {
  const union = new RegExp(`export type ${type} =([\\s\\S]*?);\\n`).exec(read(file))![1]!;
  return [...union.matchAll(/'([\w-]+)'/g)].map(([, member]) => member!);
}

describe('docs/troubleshooting.md', () => {
  it('has a part for every code, in the order of src/errors.ts, and for no other', () => {
    const parts = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code);
    expect(parts).toEqual(membersOf('src/errors.ts', 'VitrineErrorCode'));
    expect(parts.length).toBeGreaterThan(20);
  });

  it('says something of every code', () => {
    for (const [, code, text] of page.matchAll(/^### `(\w+)`\n([\s\S]*?)(?=\n#|$(?![\s\S]))/gm)) {
      expect(text!.trim().length, code).toBeGreaterThan(40);
    }
  });

  it('tells every reason why a list kept its order', () => {
    const rows = [...page.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|/gm)].flatMap(
      ([, cell]) => cell!.match(/[a-z-]+/g)!,
    );
    const reasons = ['NotRerankedReason', 'FrugalReason', 'ListReason'].flatMap((type) =>
      membersOf('src/ranking/ranking.ts', type),
    );
    expect(rows.sort()).toEqual(reasons.sort());
  });
});
