import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type AccountClaims, Provider } from "oidc-provider";

export type OpenIdProvider = AsyncDisposable & {
  issuer: string;
  /** The entry of OIDC_PROVIDERS that it is configured with. */
  entry: { id: string; name: string; issuer: string; clientId: string; clientSecret: string; trusted: boolean };
};

/** People by what they type as their login. */
export type Accounts = Record<string, Omit<AccountClaims, "sub">>;

type Options = { id: string; publicUrl: string; accounts: Accounts; isTrusted?: boolean };

export const clientSecret = "the-secret-that-the-provider-gave-us";

/** A certified OpenID provider on loopback, whose pages for signing in take any password. */
export async function startOpenIdProvider(options: Options): Promise<OpenIdProvider> {
  const { id, publicUrl, accounts, isTrusted: trusted = true } = options;
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const provider = new Provider(issuer, {
    clients: [{ client_id: "tenon", client_secret: clientSecret, redirect_uris: [`${publicUrl}/auth/callback/${id}`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, ...accounts[login] }) }),
    pkce: { required: () => true },
  });
  const answer = provider.callback();
  server.on("request", (req, res) => void answer(req, res));

  return {
    issuer,
    entry: { id, name: id.toUpperCase(), issuer, clientId: "tenon", clientSecret, trusted },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
