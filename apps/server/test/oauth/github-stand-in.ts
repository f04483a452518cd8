import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Email = { email: string; primary: boolean; verified: boolean };

/** The three endpoints of GitHub that signing in needs, as its documentation describes them. */
export type GithubStandIn = AsyncDisposable & {
  url: string;
  user: Record<string, unknown>;
  emails: Email[];
  /** Statuses other than 200, by path. */
  failing: Map<string, number>;
  approve(authorizationUrl: string): URL;
};

export async function startGithubStandIn(): Promise<GithubStandIn> {
  const codes = new Map<string, string>();
  const server = createServer((req, res) => void answer(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const standIn: GithubStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    user: {},
    emails: [],
    failing: new Map(),
    approve(authorizationUrl) {
      const { searchParams: asked } = new URL(authorizationUrl);
      const code = randomUUID();
      codes.set(code, asked.get("code_challenge") ?? "");
      const back = new URL(asked.get("redirect_uri") ?? "");
      back.search = String(new URLSearchParams({ code, state: asked.get("state") ?? "" }));
      return back;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { url: path = "", headers } = req;
    const status = standIn.failing.get(path);
    if (status !== undefined) return send(res, { message: "failing" }, status);
    if (path === "/login/oauth/access_token") return send(res, tokenFor(await formOf(req)));
    if (headers.authorization?.toLowerCase() !== "bearer gho_token")
      return send(res, { message: "Bad credentials" }, 401);
    if (path === "/api/v3/user") return send(res, standIn.user);
    if (path === "/api/v3/user/emails") return send(res, standIn.emails);
    return send(res, { message: "Not Found" }, 404);
  }

  /** Refusals have status 200 there. */
  function tokenFor(form: URLSearchParams): object {
    const challenge = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const made = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight = challenge === made && form.get("client_secret") === "a secret of github";
    if (!isRight)
      return { error: "bad_verification_code", error_description: "The code passed is incorrect or expired." };
    return { access_token: "gho_token", token_type: "bearer", scope: "read:user,user:email" };
  }
  return standIn;
}

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of req) text += String(chunk);
  return new URLSearchParams(text);
}

function send(res: ServerResponse, body: object, status = 200): void {
  res.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
