import type { ShopServer } from './server.js';

/** Where browsers tell of what a policy forbids. */
export const reportPath = '/csp-report';

/** The strictest policy that Vitrine's part of a page runs under; docs/csp.md recommends it. */
export const pagePolicy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'; " +
  "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types vitrine";

/** The same for the worker's own response, which the page's does not reach. */
export const workerPolicy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

/** Serves a shop under strict policies; every violation comes to the server. */
export function setPolicies(shop: ShopServer, { page = pagePolicy, worker = workerPolicy } = {}): void {
  const withReports = (policy: string) => ({ 'content-security-policy': `${policy}; report-uri ${reportPath}` });
  shop.settings.isStrict = true;
  shop.settings.pageHeaders = withReports(page);
  shop.headers.set('/vitrine.worker.js', withReports(worker));
}

/** What was forbidden so far: addresses, or 'eval', 'inline', 'wasm-eval' and the like. */
export function violations(shop: ShopServer): string[] {
  return shop.requests
    .filter(({ url }) => url === reportPath)
    .map(({ body }) => {
      return JSON.parse(body)['csp-report']['blocked-uri'] as string;
    });
}
