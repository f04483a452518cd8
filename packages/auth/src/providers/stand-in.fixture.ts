import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Json = Record<string, unknown>;

/** An OpenID provider that lies as it is told to; by itself it is honest. */
export type StandIn = AsyncDisposable & {
  issuer: string;
  /** Its own key, whose public half is published. */
  key: KeyObject;
  /** Signs whoever came with this authorization URL in. @returns the code */
  approve(authorizationUrl: string): string;
  /** Requests so far, as `METHOD /path`. */
  seen: string[];
  /** How clients identified themselves at the token endpoint. */
  clientAuth: ("basic" | "post")[];
  /** Changes to what it says of itself. */
  metadata: Json;
  /** Changes to the claims of its id_tokens. */
  claims: Json;
  userinfo: Json;
  /** Makes the id_token of the claims; undefined leaves it out. */
  idToken: (claims: Json) => string | undefined;
  /** Answers a path in another way. */
  instead: Map<string, (req: IncomingMessage, res: ServerResponse) => void>;
};

export async function startStandIn(): Promise<StandIn> {
  const { privateKey: key, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map<string, { nonce: string | null; challenge: string | null; clientId: string | null }>();
  const server = createServer((req, res) => void answer(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const standIn: StandIn = {
    issuer,
    key,
    seen: [],
    clientAuth: [],
    metadata: {},
    claims: {},
    userinfo: {},
    idToken: (claims) => jwt(claims, { key }),
    instead: new Map(),
    approve(authorizationUrl) {
      const { searchParams } = new URL(authorizationUrl);
      const code = randomUUID();
      codes.set(code, {
        nonce: searchParams.get("nonce"),
        challenge: searchParams.get("code_challenge"),
        clientId: searchParams.get("client_id"),
      });
      return code;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? "").split("?")[0] ?? "";
    standIn.seen.push(`${req.method} ${path}`);
    const instead = standIn.instead.get(path);
    if (instead) return instead(req, res);
    switch (path) {
      case "/.well-known/openid-configuration":
        return send(res, 200, {
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          userinfo_endpoint: `${issuer}/me`,
          jwks_uri: `${issuer}/jwks`,
          ...standIn.metadata,
        });
      case "/jwks":
        return send(res, 200, {
          keys: [{ ...publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }],
        });
      case "/me":
        return send(res, 200, { sub: "sub-of-ada", ...standIn.userinfo });
      case "/token":
        return token(req, res);
      default:
        return send(res, 404, {});
    }
  }

  async function token(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await textOf(req));
    standIn.clientAuth.push(req.headers.authorization?.startsWith("Basic ") ? "basic" : "post");
    const code = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!code || challenge !== code.challenge) return send(res, 400, { error: "invalid_grant" });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, sub: "sub-of-ada", aud: code.clientId, nonce: code.nonce, iat: now, exp: now + 300 };
    const idToken = standIn.idToken({ ...claims, ...standIn.claims });
    const tokens = { access_token: "an-access-token", token_type: "Bearer", expires_in: 300 };
    return send(res, 200, { ...tokens, ...(idToken !== undefined && { id_token: idToken }) });
  }
  return standIn;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JWT, by RS256 unless the header says otherwise and `sealed` makes the signature. */
export function jwt(
  claims: Json,
  { key, header = {}, sealed }: { key?: KeyObject; header?: Json; sealed?: (text: string) => string },
): string {
  const text = `${encode({ alg: "RS256", kid: "1", ...header })}.${encode(claims)}`;
  const signature = key ? sign("sha256", Buffer.from(text), key).toString("base64url") : (sealed?.(text) ?? "");
  return `${text}.${signature}`;
}

export function send(res: ServerResponse, status: number, body: Json): void {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of req) text += String(chunk);
  return text;
}
