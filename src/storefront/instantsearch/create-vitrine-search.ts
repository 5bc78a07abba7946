import type { InstantSearch, Middleware } from 'instantsearch.js';
import type { RerankRequest, Vitrine } from '../../index.js';
import { createHitOrders, type Hit } from './hit-orders.js';
import { holdAnswers, type Settle } from './hold-answers.js';
import { recordClicks } from './record-clicks.js';
import { recordSearches } from './record-searches.js';

/** How hits are to be ordered. `id` is their `objectID` and `slot` is 'search' unless it says otherwise. */
export type SearchRequest<SomeHit extends Hit = Hit> = Omit<RerankRequest<SomeHit>, 'signal'>;

/** What InstantSearch is given: both for one instance of it. */
export interface VitrineSearch {
  /** Records searches (with how much was found) and clicks, and lets hits come in their order: `search.use(middleware)`. */
  readonly middleware: Middleware;
  /** For the widgets that show hits: `hits({ container, transformItems })`. Orders what the search returned, page by page. */
  readonly transformItems: <SomeHit extends Hit>(
    hits: SomeHit[],
    metadata?: { readonly results?: { readonly index?: string } | null },
  ) => SomeHit[];
}

/**
 * Connects InstantSearch (4.55 or later; React's and Vue's, too).
 *
 * Rendering is synchronous and must not show one order and then another. So a search's answer waits for the order of its
 * hits, no longer than the deadline, and is rendered once. Hits that come another way (recommendations, say) are rendered in
 * the order that the device knows at once. Where it knows none, or a server rendered the hits, or they were there before the
 * middleware, they are rendered as they are, and once more when their order is there. A sort that the shopper chose is left
 * alone.
 *
 * @example
 * const { middleware, transformItems } = createVitrineSearch(vitrine);
 * search.use(middleware);
 * search.addWidgets([searchBox({ container: '#box' }), hits({ container: '#hits', transformItems })]);
 */
export function createVitrineSearch<SomeHit extends Hit = Hit>(
  vitrine: Pick<Vitrine, 'rerank' | 'rerankNow' | 'track' | 'on'>,
  request: SearchRequest<SomeHit> = {},
): VitrineSearch {
  const itemIdOf = request.id ?? ((hit: SomeHit) => hit.objectID);
  const asked = { slot: 'search', ...request, id: itemIdOf };
  const orders = createHitOrders(vitrine, asked);
  let current: InstantSearch | null = null;

  /** Whether an index is a sort that the shopper chose: another than the page began with. */
  const isChosenSort = (index: string | undefined) =>
    index !== undefined && Object.values(current?.getUiState() ?? {}).some(({ sortBy }) => sortBy === index);

  const middleware: Middleware = ({ instantSearchInstance: instance }) => {
    const searches = recordSearches(vitrine, instance);
    const clicks = recordClicks(vitrine, instance, {
      listId: asked.slot,
      itemIdOf: (hit) => itemIdOf(hit as SomeHit),
      onClick: searches.flush,
    });
    // The sort as it is when the search is sent: the shopper may have gone on when its answer comes.
    const begin = (index: string | undefined): Settle<Hit> => (isChosenSort(index) ? orders.keep : orders.ask);
    let release = () => {};
    const look = () => {
      clicks.insert();
      searches.look();
    };
    return {
      $$type: 'vitrine',
      subscribe() {
        current = instance;
        const helper = instance.mainHelper;
        const client = helper?.getClient();
        const held = client && holdAnswers(client, begin);
        if (held) helper?.setClient(held);
        // Nothing is known of the shopper, or not any more: the order of the search returns.
        const unlisten = vitrine.on('scores', ({ eventCount }) => {
          if (eventCount > 0) return;
          orders.forget();
          instance.scheduleRender(false);
        });
        release = () => {
          unlisten();
          if (held && helper?.getClient() === held) helper.setClient(client);
        };
        clicks.insert();
        instance.on('render', look);
        globalThis.addEventListener?.('pagehide', searches.flush);
        // Hits that are on the page already may have their order by now.
        if (instance.started) instance.scheduleRender(false);
      },
      unsubscribe() {
        searches.flush();
        clicks.remove();
        release();
        instance.removeListener('render', look);
        globalThis.removeEventListener?.('pagehide', searches.flush);
        current = null;
      },
    };
  };

  return {
    middleware,
    transformItems(hits, metadata) {
      const arranged = orders.arrange(hits);
      if (arranged) return arranged;
      if (hits.length < 2 || isChosenSort(metadata?.results?.index)) return hits;
      // What a server rendered must be hydrated as it is: no framework expects another order.
      const isFromServer = Object.keys(current?._initialResults ?? {}).length > 0;
      const known = current && !isFromServer && orders.arrangeNow(hits);
      if (known) return known;
      void orders.ask(hits).then((isMoved) => {
        // `false`: a search that is under way meanwhile is still under way.
        if (isMoved) current?.scheduleRender(false);
      });
      return hits;
    },
  };
}
