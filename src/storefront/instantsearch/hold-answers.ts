interface Answer {
  readonly results?: readonly { readonly hits?: readonly unknown[]; readonly index?: string }[];
}

/**
 * A search client whose answers wait until `settle` has seen their hits, so that what is rendered first is in order.
 *
 * Everything else passes through; a failing search fails as it did, and a failing `settle` is no reason for one.
 *
 * @param settle is given each page of two hits or more, and the index that it is from; it has a deadline of its own
 */
export function holdAnswers<Client extends object, Hit>(
  client: Client,
  settle: (hits: readonly Hit[], index: string | undefined) => Promise<unknown>,
): Client {
  const search = async (...request: unknown[]): Promise<unknown> => {
    const answer = (await call(client, 'search', request)) as Answer | undefined;
    const pages = (answer?.results ?? []).map(async ({ hits, index }) => {
      if (Array.isArray(hits) && hits.length > 1) await settle(hits as readonly Hit[], index);
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

function call(object: object, name: string, args: unknown[]): unknown {
  return Reflect.get(object, name).apply(object, args);
}
