import type { IncomingMessage, ServerResponse } from "node:http";
import { errors, isReason } from "@tenon/contract/errors";
import { html } from "@tenon/core/html";
import { sendPage } from "../mail/page.ts";
import { problemType } from "../problems/type.ts";

/** Where a sign-in ends when nobody said where else, and there is no web app. */
export function sendDonePage({ url = "" }: IncomingMessage, res: ServerResponse): void {
  const reason = URL.parse(url, "http://localhost")?.searchParams.get("error");
  if (!isReason(reason)) {
    const body = html`<p>Your browser has what it needs. You can close this page.</p>`;
    return sendPage(res, { title: "Done", body });
  }
  // What else there is to know speaks of procedures, to whoever calls them.
  const body = html`<p class="status">For developers: <a href="${problemType(reason)}">${reason}</a></p>`;
  sendPage(res, { title: errors[reason].message, body });
}
