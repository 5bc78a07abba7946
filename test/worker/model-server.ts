/** A static server as `fetch` sees it, which can be changed and broken between requests. */
export interface ModelServer {
  readonly url: string;
  fetch: typeof fetch;
  /** By name; a missing one answers 404. */
  files: Record<string, Uint8Array<ArrayBuffer>>;
  /** Instead of the files: a status, or null for no connection. */
  failure: number | null | undefined;
  /** `mode name` of every request, in order. */
  readonly requests: string[];
}

export function createModelServer(files: Record<string, Uint8Array<ArrayBuffer>>): ModelServer {
  const url = 'https://shop.example/model/';
  const server: ModelServer = {
    url,
    files,
    failure: undefined,
    requests: [],
    async fetch(input, init) {
      const name = String(input).replace(url, '');
      server.requests.push(`${init?.cache} ${name}`);
      if (server.failure === null) throw new TypeError('Failed to fetch');
      const status = server.failure ?? (server.files[name] ? 200 : 404);
      return new Response(status === 200 ? server.files[name] : 'not here', { status });
    },
  };
  return server;
}
