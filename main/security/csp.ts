/**
 * The policy of every page that Trunkbook shows: its own files, and nothing from or to the network. Only 'self' is named, never the scheme,
 * so that it holds whatever serves the files. React Aria adds one style element, which carries the nonce of this load.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:", "font-src 'self'", "connect-src 'none'",
    "frame-src 'none'", "worker-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; ');
}

/** A page that is only printed: no script, no network, its own style element. */
export const PRINT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
