import type { IncomingMessage, ServerResponse } from "node:http";
import { charge } from "@tenon/api/charge";
import { AppError } from "@tenon/contract/app-error";
import { errors } from "@tenon/contract/errors";
import { unlock } from "@tenon/core/auth";
import type { Actor, Log } from "@tenon/core/ctx";
import { html } from "@tenon/core/html";
import type { ContextFactory } from "../context.ts";
import { sendPage } from "../mail/page.ts";
import { sendProblem } from "../problem.ts";
import { readBytes } from "../read-bytes.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler } from "../server.ts";

/** Where the mail about a lock leads when there is no web app. */
export const unlockPath = "/account/unlock";

type Options = { contextFactory: ContextFactory; log: Log };

const maxBytes = 4096;
const anonymous: Actor = { kind: "anonymous" };

// The fragment reaches no server, so it is in no log; it leaves the address, so it is in no history.
const takeToken = `
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  document.querySelector("input").value = token;
  document.querySelector("label").hidden = true;
  history.replaceState(null, "", location.pathname);
}`;

/** Asks before it unlocks: those who only look at links, such as scanners of mail, must change nothing. */
export function createUnlockMount({ contextFactory, log }: Options): Handler {
  return async (req, res) => {
    if (req.method === "GET" || req.method === "HEAD") return sendForm(res);
    if (req.method !== "POST") {
      res.setHeader("allow", "GET, HEAD, POST");
      return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
    try {
      await unlockFrom(req, { res, contextFactory });
      const body = html`<p>Your account is no longer locked. You can sign in now.</p>`;
      sendPage(res, { title: "Unlocked", body });
    } catch (error) {
      if (!(error instanceof AppError) || error.reason !== "TOKEN_EXPIRED_OR_USED")
        return refuse(error, { req, res, log, what: "unlock" });
      const { status, message } = errors[error.reason];
      sendPage(res, { title: "Not unlocked", body: html`<p>${message}</p>`, status });
    }
  };
}

function sendForm(res: ServerResponse): void {
  const body = html`<p>Failed sign-ins have locked your account. Unlock it, and then try again.</p>
    <form method="post">
      <p>
        <label
          >What follows “token=” in the link <input name="token" required maxlength="200" autocomplete="off"
        /></label>
      </p>
      <button>Unlock my account</button>
    </form>`;
  sendPage(res, { title: "Unlock your account", body, script: takeToken });
}

async function unlockFrom(
  req: IncomingMessage,
  { res, contextFactory }: Pick<Options, "contextFactory"> & { res: ServerResponse },
): Promise<void> {
  const ctx = contextFactory({ req, res, signal: AbortSignal.timeout(30_000), isAlone: true });
  await charge(ctx, anonymous);
  const form = new URLSearchParams((await readBytes(req, maxBytes)).toString());
  await unlock({ ...ctx, actor: anonymous }, { token: form.get("token") ?? "" });
}
