import { expectTypeOf } from 'vitest';
import type { Vitrine } from '../../../src/index.js';
import { defineVitrineList } from '../../../src/storefront/element/element.js';

/** What 'vitrine/element' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

expectTypeOf(defineVitrineList)
  .parameter(0)
  .toEqualTypeOf<Pick<Vitrine, 'rerank' | 'rerankNow' | 'on'> & Partial<Pick<Vitrine, 'expose'>>>();
expectTypeOf(defineVitrineList).parameter(1).toEqualTypeOf<string | undefined>();
expectTypeOf(defineVitrineList).returns.toEqualTypeOf<void>();
