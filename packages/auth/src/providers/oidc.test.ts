import { createHmac, createPublicKey, generateKeyPairSync } from "node:crypto";
import { inspect } from "node:util";
import { AppError } from "@tenon/contract/app-error";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createIdentityProviders } from "./create-providers.ts";
import { checksOf, isStateOf } from "./flow-checks.ts";
import type { IdentityProvider, ProviderAnswer, ProviderSettings } from "./identity-provider.ts";
import { jwt, send, type StandIn, startStandIn } from "./stand-in.fixture.ts";

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(() => standIn[Symbol.asyncDispose]());

const flow = {
  token: "of_token-of-the-browser",
  provider: "acme",
  redirectUri: "https://api.example.com/auth/callback/acme",
};
const clientSecret = "the-secret-of-the-client";

function provider(settings: Partial<ProviderSettings> = {}): IdentityProvider {
  const acme: ProviderSettings = {
    id: "acme",
    name: "Acme",
    kind: "oidc",
    issuer: standIn.issuer,
    clientId: "tenon",
    clientSecret,
    scopes: ["openid", "email"],
    isTrusted: false,
    ...settings,
  };
  return createIdentityProviders([acme]).get("acme")!;
}

/** A whole flow; `change` is what became of the answer on its way. */
async function signIn(from = provider(), change: Partial<ProviderAnswer> = {}) {
  const code = standIn.approve(await from.authorizationUrl(flow));
  return from.identify(flow, { state: checksOf(flow).state, code, iss: standIn.issuer, ...change });
}

async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? error.reason : `no refusal: ${inspect(error)}`;
}

test("the browser is sent with PKCE, state and nonce, of which none tells another", async () => {
  const { searchParams: sent } = new URL(await provider().authorizationUrl(flow));

  const { state, nonce, verifier } = checksOf(flow);
  expect(Object.fromEntries(sent)).toMatchObject({
    response_type: "code",
    client_id: "tenon",
    redirect_uri: flow.redirectUri,
    scope: "openid email",
    code_challenge_method: "S256",
    state,
    nonce,
  });
  expect(sent.get("code_challenge")).not.toBe(verifier);
  expect(new Set([state, nonce, verifier]).size).toBe(3);
});

test("a state belongs to one token and one provider", () => {
  const { state } = checksOf(flow);

  expect(isStateOf(flow, state)).toBe(true);
  expect(isStateOf({ ...flow, token: "of_other" }, state)).toBe(false);
  expect(isStateOf({ ...flow, provider: "other" }, state)).toBe(false);
  expect(isStateOf(flow, "")).toBe(false);
});

test("what a signed id_token says is believed", async () => {
  standIn.claims = { email: "ada@example.com", email_verified: true, name: "Ada", amr: ["pwd", "mfa"] };

  expect(await signIn()).toEqual({
    issuer: standIn.issuer,
    subject: "sub-of-ada",
    email: "ada@example.com",
    isEmailVerified: true,
    name: "Ada",
    isMultiFactor: true,
  });
});

test("what the id_token leaves out is asked of the userinfo endpoint, for the same subject", async () => {
  standIn.userinfo = { email: "ada@example.com", email_verified: true, preferred_username: "ada" };
  expect(await signIn()).toMatchObject({ email: "ada@example.com", isEmailVerified: true, name: "ada" });

  standIn.userinfo = { ...standIn.userinfo, sub: "sub-of-eve" };
  expect(await refusal(signIn())).toBe("OAUTH_REJECTED");
});

test.each(["true", 1, null, undefined])("an address with email_verified %j is not verified", async (value) => {
  standIn.claims = { email: "ada@example.com", email_verified: value };

  expect(await signIn()).toMatchObject({ isEmailVerified: false });
});

const past = Math.floor(Date.now() / 1000) - 3600;
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

describe("an id_token is refused", () => {
  test.each<[string, Partial<Pick<StandIn, "claims" | "metadata" | "idToken">>]>([
    ["that another key signed", { idToken: (claims) => jwt(claims, { key: stranger }) }],
    ["whose signature is missing", { idToken: (claims) => jwt(claims, {}) }],
    [
      "whose claims were changed after signing",
      {
        idToken: (claims) => {
          const [header, , signature] = jwt(claims, { key: standIn.key }).split(".");
          const payload = Buffer.from(JSON.stringify({ ...claims, sub: "sub-of-eve" })).toString("base64url");
          return `${header}.${payload}.${signature}`;
        },
      },
    ],
    ["with alg none", { idToken: (claims) => jwt(claims, { header: { alg: "none" } }) }],
    [
      "with alg none, though the issuer says that it does that",
      {
        metadata: { id_token_signing_alg_values_supported: ["RS256", "none"] },
        idToken: (claims) => jwt(claims, { header: { alg: "none" } }),
      },
    ],
    [
      "with HS256 by the public key",
      {
        metadata: { id_token_signing_alg_values_supported: ["RS256", "HS256"] },
        idToken: (claims) => {
          const pem = createPublicKey(standIn.key).export({ type: "spki", format: "pem" });
          const sealed = (text: string) => createHmac("sha256", pem).update(text).digest("base64url");
          return jwt(claims, { header: { alg: "HS256" }, sealed });
        },
      },
    ],
    [
      "with HS256 by the client's secret",
      {
        metadata: { id_token_signing_alg_values_supported: ["RS256", "HS256"] },
        idToken: (claims) => {
          const sealed = (text: string) => createHmac("sha256", clientSecret).update(text).digest("base64url");
          return jwt(claims, { header: { alg: "HS256" }, sealed });
        },
      },
    ],
    ["for another client", { claims: { aud: "another" } }],
    ["for others as well, by another party", { claims: { aud: ["tenon", "another"], azp: "another" } }],
    ["with another nonce", { claims: { nonce: "another" } }],
    ["without a nonce", { claims: { nonce: undefined } }],
    ["of another issuer", { claims: { iss: "https://evil.example" } }],
    ["that has expired", { claims: { iat: past, exp: past + 300 } }],
    ["without a subject", { claims: { sub: undefined } }],
    ["that is not there", { idToken: () => undefined }],
    ["that is no token", { idToken: () => "not.a.token" }],
  ])("%s", async (_, lie) => {
    Object.assign(standIn, { ...lie, claims: { email: "ada@example.com", ...lie.claims } });

    expect(await refusal(signIn())).toBe("OAUTH_REJECTED");
  });
});

describe("an answer is refused", () => {
  test.each([
    ["with another state", { state: "another" }],
    ["of another issuer (mix-up)", { iss: "https://evil.example" }],
    ["with a code that is not the provider's", { code: "another" }],
  ])("%s", async (_, change) => {
    expect(await refusal(signIn(provider(), change))).toBe("OAUTH_REJECTED");
  });

  test("without an issuer, where the provider says that it names itself", async () => {
    standIn.metadata = { authorization_response_iss_parameter_supported: true };

    expect(await refusal(signIn(provider(), { iss: undefined }))).toBe("OAUTH_REJECTED");
  });

  test("whose code was used before", async () => {
    const acme = provider();
    const answer = { state: checksOf(flow).state, code: standIn.approve(await acme.authorizationUrl(flow)) };
    await acme.identify(flow, answer);

    expect(await refusal(acme.identify(flow, answer))).toBe("OAUTH_REJECTED");
  });

  test("whose code was given to another browser's flow", async () => {
    const acme = provider();
    const code = standIn.approve(await acme.authorizationUrl(flow));
    const other = { ...flow, token: "of_token-of-another-browser" };

    expect(await refusal(acme.identify(other, { state: checksOf(other).state, code }))).toBe("OAUTH_REJECTED");
  });
});

test.each([
  ["access_denied", "OAUTH_DENIED"],
  ["login_required", "OAUTH_DENIED"],
  ["temporarily_unavailable", "PROVIDER_UNAVAILABLE"],
  ["unauthorized_client", "OAUTH_REJECTED"],
])("a provider that says %s is understood", async (error, reason) => {
  expect(await refusal(signIn(provider(), { code: undefined, error }))).toBe(reason);
});

describe("a provider is not available", () => {
  const discovery = "/.well-known/openid-configuration";

  test("that nobody answers for", async () => {
    const { issuer } = await startStandIn().then(async (gone) => {
      await gone[Symbol.asyncDispose]();
      return gone;
    });

    expect(await refusal(provider({ issuer }).authorizationUrl(flow))).toBe("PROVIDER_UNAVAILABLE");
  });

  test.each(["/.well-known/openid-configuration", "/token", "/jwks"])("that takes too long for %s", async (path) => {
    standIn.instead.set(path, () => {});
    standIn.claims = { email: "ada@example.com" };

    expect(await refusal(signIn(provider({ timeoutMs: 300 })))).toBe("PROVIDER_UNAVAILABLE");
  });

  test.each(["/.well-known/openid-configuration", "/token", "/jwks"])(
    "that redirects %s, and nobody follows",
    async (path) => {
      await using elsewhere = await startStandIn();
      standIn.claims = { email: "ada@example.com" };
      standIn.instead.set(path, (_, res) => res.writeHead(307, { location: `${elsewhere.issuer}${path}` }).end());

      expect(await refusal(signIn())).toBe("PROVIDER_UNAVAILABLE");
      expect(elsewhere.seen).toEqual([]);
    },
  );

  test.each([
    ["fails", 500, {}],
    ["is another issuer", 200, { issuer: "https://evil.example" }],
  ])("whose discovery %s", async (_, status, body) => {
    standIn.instead.set(discovery, (__, res) => send(res, status, body));

    expect(await refusal(signIn())).toBe("PROVIDER_UNAVAILABLE");
  });

  test("only until it is", async () => {
    const acme = provider();
    standIn.instead.set(discovery, (_, res) => send(res, 503, {}));
    expect(await refusal(acme.authorizationUrl(flow))).toBe("PROVIDER_UNAVAILABLE");

    standIn.instead.delete(discovery);
    expect(await signIn(acme)).toMatchObject({ subject: "sub-of-ada" });
  });
});

test("it is asked what it is once, by all who wait", async () => {
  const acme = provider();
  expect(standIn.seen).toEqual([]);

  await Promise.all(Array.from({ length: 20 }, () => acme.authorizationUrl(flow)));
  await acme.authorizationUrl(flow);

  expect(standIn.seen).toEqual(["GET /.well-known/openid-configuration"]);
});

test("the client identifies itself as the issuer asks it to", async () => {
  await signIn();
  standIn.metadata = { token_endpoint_auth_methods_supported: ["client_secret_post"] };
  await signIn();

  expect(standIn.clientAuth).toEqual(["basic", "post"]);
});

test("no error tells a secret, a code or a token", async () => {
  standIn.idToken = (claims) => jwt(claims, { key: stranger });
  const acme = provider();
  const code = standIn.approve(await acme.authorizationUrl(flow));
  const answer = { state: checksOf(flow).state, code };

  const errors = await Promise.allSettled([
    acme.identify(flow, answer),
    acme.identify(flow, { ...answer, iss: "evil" }),
  ]);

  const told = inspect(errors, { depth: 20, showHidden: true });
  const { verifier, nonce } = checksOf(flow);
  for (const secret of [clientSecret, code, flow.token, verifier, nonce, "an-access-token", "eyJ"])
    expect(told).not.toContain(secret);
});
