import { startTestApp, type TestApp } from "../test-app.ts";
import { type Browser, publicUrl } from "./browser.ts";
import { type OpenIdProvider, startOpenIdProvider } from "./openid-provider.ts";

/** A server with two providers, of which one is trusted, and a third that is gone. */
export type OAuthWorld = AsyncDisposable & { app: TestApp; acme: OpenIdProvider; other: OpenIdProvider };

const accounts = {
  ada: { email: "ada@example.com", email_verified: true, name: "Ada Lovelace" },
  mary: { email: "mary@example.org", email_verified: true, name: "Mary Somerville" },
  eve: { email: "mary@example.org", email_verified: false, name: "Eve" },
};

export async function startOAuthWorld(): Promise<OAuthWorld> {
  const acme = await startOpenIdProvider({ id: "acme", publicUrl, accounts });
  const other = await startOpenIdProvider({ id: "other", publicUrl, accounts, isTrusted: false });
  const gone = { ...acme.entry, id: "gone", name: "GONE", issuer: "http://127.0.0.1:1" };
  const OIDC_PROVIDERS = JSON.stringify([acme.entry, other.entry, gone]);
  const app = await startTestApp({ PUBLIC_URL: publicUrl, OIDC_PROVIDERS }, { poolSize: 10 });
  return {
    app,
    acme,
    other,
    async [Symbol.asyncDispose]() {
      await using stack = new AsyncDisposableStack();
      stack.use(acme);
      stack.use(other);
      stack.use(app);
    },
  };
}

export const done = `${publicUrl}/auth/done`;

export const start = (provider: string, returnTo?: string): string =>
  `${publicUrl}/auth/start/${provider}${returnTo === undefined ? "" : `?returnTo=${encodeURIComponent(returnTo)}`}`;

type Visit = { provider?: string; login?: string; returnTo?: string };

/** As far as the address with which the provider sends the browser back. */
export async function comeBack(browser: Browser, { provider = "acme", login = "ada", returnTo }: Visit = {}) {
  const { location } = await browser.open(start(provider, returnTo));
  return browser.signInAt(location ?? "", login);
}

/** What the provider's redirect brought, for the procedure. */
export const answerOf = (address: string) => Object.fromEntries(new URL(address).searchParams);

/** The name and the value of the first cookie that an answer sets. */
export function cookieIn({ headers }: { headers: Headers }): [name: string, value: string] {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(headers.getSetCookie()[0] ?? "") ?? [];
  return [name, value];
}

/** What a browser sends along. */
export const cookiesOf = (browser: Browser) => ({
  cookie: [...browser.cookies()].map(([name, value]) => `${name}=${value}`).join("; "),
});

export async function whoIs({ app }: OAuthWorld, browser: Browser): Promise<string | undefined> {
  const { body } = await app.rest<{ username: string }>("GET /me", { headers: cookiesOf(browser) });
  return body.username;
}
