import { z } from "zod";

const text = z.string().min(1);
const name = z.string().regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]{1,60}$/u, "must be a line of up to 60 characters");

/** Where an issuer is: discovery begins there, and tokens are compared with it. */
const issuer = z
  .string()
  .refine(isIssuer, "must be https://, or http:// on localhost, without query, fragment and credentials");

function isIssuer(value: string): boolean {
  const url = URL.parse(value);
  if (!url || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return false;
  return (
    url.protocol === "https:" || (url.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  );
}

const OidcProvider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "must be lower case letters, digits and -, and begin with a letter"),
  name,
  issuer,
  clientId: text,
  clientSecret: text,
  scopes: z
    .string()
    .default("openid email profile")
    .transform((scopes) => scopes.split(/\s+/).filter(Boolean))
    .refine((scopes) => scopes.includes("openid"), "must have openid among them"),
  trusted: z.boolean().default(false),
});
type OidcProvider = z.output<typeof OidcProvider>;

const taken = new Set(["github", "google"]);

/** JSON, for a provider has a name and a secret of its own. Messages never quote it. */
const oidcProviders = z.string().transform((json, { issues }): OidcProvider[] => {
  const fault = (message: string) => void issues.push({ code: "custom", message, input: undefined });
  const parsed = z.array(OidcProvider).safeParse(parseJson(json));
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues)
      fault(
        path.length === 0
          ? "must be a JSON array of objects with id, name, issuer, clientId, clientSecret"
          : `${path.join(".")}: ${message}`,
      );
    return z.NEVER;
  }
  for (const key of ["id", "issuer"] as const) {
    const values = parsed.data.map((provider) => provider[key]);
    if (new Set(values).size < values.length) fault(`each provider needs an ${key} of its own`);
  }
  for (const { id } of parsed.data) if (taken.has(id)) fault(`${id} has variables of its own`);
  return parsed.data;
});

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const oidcExample = {
  id: "acme",
  name: "Acme",
  issuer: "https://id.acme.example",
  clientId: "tenon",
  clientSecret: "a secret",
  trusted: true,
};

/** What says with whom one can sign in. */
export const providerVariables = {
  GITHUB_CLIENT_ID: text.optional().meta({
    description: "Sign in with GitHub: of an OAuth app whose callback is PUBLIC_URL/auth/callback/github.",
    examples: ["Iv1.8a61f9b3a7aba766"],
  }),
  GITHUB_CLIENT_SECRET: text.optional().meta({ description: "Belongs to it.", examples: ["a secret"] }),
  GITHUB_URL: issuer
    .refine((value) => URL.parse(value)?.origin === value, "must be an origin like https://github.example.com")
    .default("https://github.com")
    .meta({ description: "A GitHub Enterprise Server instead of github.com." }),
  GOOGLE_CLIENT_ID: text.optional().meta({
    description: "Sign in with Google: of a web client whose redirect is PUBLIC_URL/auth/callback/google.",
    examples: ["1234567890-abc.apps.googleusercontent.com"],
  }),
  GOOGLE_CLIENT_SECRET: text.optional().meta({ description: "Belongs to it.", examples: ["a secret"] }),
  OIDC_PROVIDERS: oidcProviders.optional().meta({
    description:
      "Any OpenID providers besides, as a JSON array; the redirect is PUBLIC_URL/auth/callback/{id}. trusted: an address that it says to be verified is taken for verified.",
    examples: [`'${JSON.stringify([oidcExample])}'`],
  }),
};
