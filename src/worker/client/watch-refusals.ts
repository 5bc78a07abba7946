/** What the page's content security policy has refused since a worker was started. */
export interface Refusals {
  /** The directive that refused the worker; undefined where none did. */
  of(url: string | undefined): string | undefined;
  /** Stops listening. */
  end(): void;
}

/** Listens to what the page's policy refuses: a worker that it refuses fails without a reason. */
export function watchRefusals(): Refusals {
  const refused: SecurityPolicyViolationEvent[] = [];
  const hear = (event: SecurityPolicyViolationEvent) => {
    if (event.disposition === 'enforce') refused.push(event);
  };
  // The window hears what is refused to the document, and no markup of the page stands in the place of its methods.
  globalThis.addEventListener?.('securitypolicyviolation', hear);
  return {
    of: (url) =>
      refused.find(
        ({ blockedURI, effectiveDirective }) =>
          // A browser names no more than the origin of what is blocked elsewhere.
          effectiveDirective === 'worker-src' || (url && blockedURI !== '' && url.startsWith(blockedURI)),
      )?.effectiveDirective,
    end: () => globalThis.removeEventListener?.('securitypolicyviolation', hear),
  };
}
