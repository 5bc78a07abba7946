/** The part of Trusted Types that is used here; to a browser, what the policy returns is more than text. */
interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypesFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/** A page may create a policy of one name once only, and starts its worker more often than that. */
let policy: ScriptUrlPolicy | undefined;

/**
 * The address of a script as `new Worker` takes it where the page demands Trusted Types: through a policy named
 * `vitrine`, which nothing but this module can reach. Elsewhere it stays as it is.
 *
 * @throws TypeError where the page's policy names others and not `vitrine`
 * @see https://w3c.github.io/trusted-types/dist/spec/
 */
export function trustScriptUrl(url: string | URL): string | URL {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  policy ??= trustedTypes?.createPolicy('vitrine', { createScriptURL: (address) => address });
  return policy ? policy.createScriptURL(String(url)) : url;
}
