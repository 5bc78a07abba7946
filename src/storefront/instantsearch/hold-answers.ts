interface Answer {
  readonly results?: readonly { readonly hits?: readonly unknown[] }[];
}

/** What an answer waits for, given its hits; it has a deadline of its own. */
export type Settle<Hit> = (hits: readonly Hit[]) => unknown;

/**
 * A search client whose answers wait until their hits are settled, so that what is rendered first is in order.
 *
 * Everything else passes through; a failing search fails as it did, and hits that cannot be settled are no reason for it.
 *
 * @param begin is called for each query as it is sent, with the index that is searched
 */
export function holdAnswers<Client extends object, Hit>(
  client: Client,
  begin: (index: string | undefined) => Settle<Hit>,
): Client {
  const search = async (...args: unknown[]): Promise<unknown> => {
    const queries = [args[0] as { readonly indexName?: string } | undefined].flat();
    const begun = queries.map((query) => begin(query?.indexName));
    const send = Reflect.get(client, 'search') as (...args: unknown[]) => unknown;
    const answer = (await send.apply(client, args)) as Answer | undefined;
    const pages = (answer?.results ?? []).map(async ({ hits }, i) => {
      if (Array.isArray(hits) && hits.length > 1) await begun[i]?.(hits as readonly Hit[]);
    });
    await Promise.allSettled(pages);
    return answer;
  };
  // The client itself is not touched: it may be frozen, shared, or have private fields.
  return new Proxy({} as Client, {
    get(_, name) {
      const value: unknown = Reflect.get(client, name);
      if (name === 'search') return search;
      return typeof value === 'function' ? value.bind(client) : value;
    },
  });
}
