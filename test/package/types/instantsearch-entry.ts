import type { InstantSearch, Middleware } from 'instantsearch.js';
import { hits, infiniteHits } from 'instantsearch.js/es/widgets/index.js';
import { expectTypeOf } from 'vitest';
import type { Vitrine } from '../../../src/index.js';
import {
  createVitrineSearch,
  type Hit,
  type SearchRequest,
} from '../../../src/storefront/instantsearch/instantsearch.js';

/** What 'vitrine/instantsearch' promises to a compiler; never run, checked by `tsc` as it stands and against the built types. */

declare const vitrine: Vitrine;
declare const search: InstantSearch;

const { middleware, transformItems } = createVitrineSearch(vitrine, {
  slot: 'results',
  id: (hit) => {
    expectTypeOf(hit).toEqualTypeOf<Hit>();
    return hit.objectID;
  },
});
expectTypeOf(middleware).toEqualTypeOf<Middleware>();
expectTypeOf<SearchRequest>().not.toHaveProperty('signal');
// What an index holds is the shop's to say.
createVitrineSearch(vitrine, { describe: (hit: { objectID: string; name: string }) => ({ title: hit.name }) });
// Hits keep what they carry.
expectTypeOf(transformItems([{ objectID: 'a', price: 1 }])).toEqualTypeOf<{ objectID: string; price: number }[]>();

search.use(middleware);
search.addWidgets([hits({ container: '#hits', transformItems }), infiniteHits({ container: '#more', transformItems })]);
