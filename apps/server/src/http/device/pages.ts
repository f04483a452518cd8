import type { ServerResponse } from "node:http";
import type { Providers } from "@tenon/contract/identities";
import type { DeviceRequest } from "@tenon/contract/tokens";
import { html, type HtmlValue } from "@tenon/core/html";
import { devicePath } from "@tenon/core/mail/links";
import { sendPage } from "../mail/page.ts";
import { startPath } from "../oauth/mounts.ts";
import { passkeyForm, passkeyScript } from "../sign-in/passkey-form.ts";

/** What the pages tell: where they are, and what went wrong. */
export type Notice = { status?: number; message?: string | undefined };

const noticeOf = ({ message }: Notice): HtmlValue =>
  message === undefined ? "" : html`<p role="alert">${message}</p>`;

type SignInPage = Notice & {
  reason: string;
  providers: Providers["items"];
  hasPasskeys: boolean;
  forgotUrl: string;
  /** What was typed before. */
  email?: string | undefined;
  /** Where providers send the browser back to in the end. */
  returnTo: string;
};

export function sendSignIn(res: ServerResponse, page: SignInPage): void {
  const { reason, providers, hasPasskeys, forgotUrl, returnTo, email = "", ...notice } = page;
  const query = new URLSearchParams({ returnTo }).toString();
  const body = html`<p>${reason}</p>
    ${noticeOf(notice)}
    <form method="post">
      <label
        >E-mail <input name="email" type="email" value="${email}" autocomplete="username" required autofocus
      /></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
      <button name="do" value="sign-in">Sign in</button>
    </form>
    ${hasPasskeys ? passkeyForm({ action: devicePath, step: "passkey", label: "Sign in with a passkey" }) : undefined}
    ${providers.map(({ id, name }) => html`<p><a href="${startPath}${id}?${query}">Sign in with ${name}</a></p>`)}
    <p><a href="${forgotUrl}">Forgot the password?</a></p>`;
  const status = notice.status ?? 200;
  sendPage(res, { title: "Sign in", body, status, script: passkeyScript, isCalling: true });
}

export function sendCodeForm(res: ServerResponse, { username, ...notice }: Notice & { username: string }): void {
  const body = html`<p>A program that shows you a code wants to act as <b>@${username}</b>. Type the code here.</p>
    ${noticeOf(notice)}
    <form method="post">
      <label
        >Code
        <input
          name="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          placeholder="XXXX-XXXX"
          required
          autofocus
      /></label>
      <button name="do" value="enter">Go on</button>
    </form>
    <form method="post"><button class="quiet" name="do" value="sign-out">I am not @${username}</button></form>`;
  sendPage(res, { title: "Let a program in", body, status: notice.status ?? 200 });
}

export function sendQuestion(
  res: ServerResponse,
  { request, code, username }: { request: DeviceRequest; code: string; username: string },
): void {
  const { clientName, ip, userAgent, createdAt, scopes, all } = request;
  const facts = [
    ["It calls itself", clientName],
    ["It asked from", ip ?? "an unknown address"],
    ["With", userAgent ?? "nothing said"],
    ["At", `${createdAt.toISOString().slice(0, 16).replace("T", " ")} UTC`],
    ["It will be able to", all ? "do all that you may do" : scopes.join(", ") || "do nothing that you may do"],
  ] as const;
  const body = html`<p>
      Let it in only if you have started it yourself, and it shows the code <b>${code.toUpperCase()}</b>. Nobody who
      helps you needs this code.
    </p>
    <ul>
      ${facts.map(([name, value]) => html`<li><span>${name}:</span> ${value}</li>`)}
    </ul>
    <form method="post">
      <input type="hidden" name="code" value="${code}" />
      <button name="do" value="approve">Let it in as @${username}</button>
      <button class="quiet" name="do" value="deny">Turn it away</button>
    </form>`;
  sendPage(res, { title: "Let this program in?", body });
}

export function sendDone(res: ServerResponse, { isApproved }: { isApproved: boolean }): void {
  const words = isApproved
    ? "The program is signed in within a few seconds. You can close this page. Your list of sessions has it, and can end it."
    : "The program was turned away. You can close this page.";
  sendPage(res, { title: isApproved ? "Done" : "Turned away", body: html`<p>${words}</p>` });
}
