import { AccountKeep } from "@tenon/contract/auth";
import type { Log } from "@tenon/core/ctx";
import { html } from "@tenon/core/html";
import { knownError } from "@tenon/core/known-errors";
import { keepAccount } from "@tenon/core/users";
import type { ContextFactory } from "../context.ts";
import { sendProblem } from "../problem.ts";
import { readBytes } from "../read-bytes.ts";
import { refuse } from "../refuse.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler } from "../server.ts";
import { sendPage } from "./page.ts";

const maxBytes = 1000;

/** Puts the token of the fragment, which no server is sent, into the form; without scripts a person does. */
const fill = `const token = /token=([\\w-]+)/.exec(location.hash)?.[1];
if (token) document.querySelector("input").value = token;
history.replaceState(null, "", location.pathname);`;

const form = html`<form method="post">
  <p>
    <label
      >What stands behind <code>#token=</code> in the link: <input name="token" required autocomplete="off"
    /></label>
  </p>
  <button>Keep the account</button>
</form>`;

type Options = { contextFactory: ContextFactory; log: Log };

/** The page that takes the deletion of an account back. A person is asked first: those who only look at links must change nothing. */
export function createKeepAccountMount({ contextFactory, log }: Options): Handler {
  return async (req, res) => {
    switch (req.method) {
      case "GET":
      case "HEAD":
        req.resume();
        return sendPage(res, { title: "Keep your account", body: form, script: fill });
      case "POST": {
        const gone = new AbortController();
        res.once("close", () => gone.abort());
        try {
          const ctx = contextFactory({ req, res, signal: gone.signal, isAlone: true });
          const token = new URLSearchParams((await readBytes(req, maxBytes)).toString()).get("token") ?? "";
          const input = AccountKeep.safeParse({ token });
          if (!input.success) return sendExpired();
          await keepAccount({ ...ctx, actor: { kind: "anonymous" } }, input.data);
          const body = html`<p>
            Everything is as it was. Sign in; was it not you who deleted it, choose another password.
          </p>`;
          return sendPage(res, { title: "Your account is kept", body });
        } catch (error) {
          if (knownError(error)?.reason === "TOKEN_EXPIRED_OR_USED") return sendExpired();
          return refuse(error, { req, res, log, what: "keeping an account" });
        }
      }
      default:
        res.setHeader("allow", "GET, HEAD, POST");
        return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }

    function sendExpired() {
      const body = html`<p>It has expired or was used, or a part of it was lost on its way.</p>
        ${form}`;
      sendPage(res, { title: "This link does not work", body, status: 410 });
    }
  };
}
