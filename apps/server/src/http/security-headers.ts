const policy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'";

/** What helmet would send for an API, as a table made once (ASVS 5.0 3.4.1–3.4.6). */
export function securityHeaders({ isHttps }: { isHttps: boolean }): ReadonlyMap<string, string> {
  return new Map([
    ["content-security-policy", policy],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-site"],
    ["origin-agent-cluster", "?1"],
    ["referrer-policy", "no-referrer"],
    ["x-content-type-options", "nosniff"],
    ["x-dns-prefetch-control", "off"],
    ["x-frame-options", "DENY"],
    ["x-permitted-cross-domain-policies", "none"],
    ...(isHttps ? ([["strict-transport-security", "max-age=31536000; includeSubDomains"]] as const) : []),
  ]);
}
