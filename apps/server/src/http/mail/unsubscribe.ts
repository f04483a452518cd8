import type { IncomingMessage, ServerResponse } from "node:http";
import { NotificationType } from "@tenon/contract/notification-settings";
import type { Deps } from "@tenon/core/ctx";
import { html } from "@tenon/core/html";
import { notificationWords } from "@tenon/core/mail/templates/digest";
import { unsubscribe } from "@tenon/core/notifications";
import { sendProblem } from "../problem.ts";
import { requestIdOf } from "../request-id.ts";
import type { Handler } from "../server.ts";
import { sendPage } from "./page.ts";

/**
 * Where the links of mails lead. A mail program posts here in one click (RFC 8058); a person is asked first, for those who only
 * look at links, such as scanners of mail, must change nothing.
 */
export function createUnsubscribeMount(deps: Pick<Deps, "db" | "links">): Handler {
  return async (req: IncomingMessage, res: ServerResponse) => {
    const token = URL.parse(req.url ?? "", "http://localhost")?.searchParams.get("token") ?? "";
    const what = deps.links.readUnsubscribe(token);
    // The address says it all; what the form or the mail program sends beside it does not matter.
    req.resume();
    if (!what) {
      const body = html`<p>Perhaps it was cut off on its way. Sign in to say how you want to be told of what.</p>`;
      return sendPage(res, { title: "This link is not one of ours", body, status: 400 });
    }
    const named = NotificationType.options
      .filter((type) => what.types.includes(type))
      .map((type) => notificationWords[type]);
    const list = html`<ul>
      ${named.map((name) => html`<li>${name}</li>`)}
    </ul>`;
    switch (req.method) {
      case "GET":
      case "HEAD": {
        const body = html`<p>No more mail about</p>
          ${list}
          <form method="post"><button>Stop this mail</button></form>`;
        return sendPage(res, { title: "Stop mail", body });
      }
      case "POST": {
        await unsubscribe(deps, what);
        return sendPage(res, {
          title: "Done",
          body: html`<p>You get no more mail about</p>
            ${list}`,
        });
      }
      default:
        res.setHeader("allow", "GET, HEAD, POST");
        return sendProblem(res, "METHOD_NOT_ALLOWED", requestIdOf(req));
    }
  };
}
