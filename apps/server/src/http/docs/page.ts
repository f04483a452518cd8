/**
 * What the reference may do: run scripts of ours, call this server, and nothing else. Its styles are made at run time and
 * need 'unsafe-inline'; its fonts and icons come as data.
 */
export const docsPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Tenon API</title>
</head>
<body>
<div id="reference"></div>
<noscript>This page needs JavaScript. The document it shows is <a href="/openapi.json">openapi.json</a>.</noscript>
<script src="/docs/reference.js"></script>
<script src="/docs/init.js"></script>
</body>
</html>
`;

/** The frame around a section that a script has focused, and on a phone a button that lies over the address that is called. */
const customCss = `.section:focus-visible { outline: none }
@media (max-width: 768px) { .scalar-sidebar-toggle { display: none } }`;

/** Everything that would call somebody else is off: fonts, telemetry, the request proxy, the assistant, the registry. */
const options = {
  url: "/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: "",
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: "never",
  persistAuth: false,
  operationTitleSource: "summary",
  authentication: { preferredSecurityScheme: "bearer" },
  defaultOpenFirstTag: true,
  customCss,
};

/** An empty token field would be sent as a bare `Bearer`, which the server refuses; without it the session cookie speaks. */
const withoutEmptyToken = `({ request }) => {
  if (request.headers.get("authorization") === "Bearer") request.headers.delete("authorization");
}`;

export const docsInit = `Scalar.createApiReference("#reference", {
  ...${JSON.stringify(options)},
  onRequestBuilt: ${withoutEmptyToken},
});
`;
