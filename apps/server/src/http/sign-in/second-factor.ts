import type { ServerResponse } from "node:http";
import type { appRouter } from "@tenon/api";
import type { WireError } from "@tenon/contract/errors";
import { MfaMethod } from "@tenon/contract/second-factors";
import { html, type HtmlValue } from "@tenon/core/html";
import { sendPage } from "../mail/page.ts";
import { passkeyForm, passkeyScript, readPasskey } from "./passkey-form.ts";

/** What a page has to know of a sign-in that was answered MFA_REQUIRED. */
export type HalfSignIn = { challenge: string; methods: MfaMethod[] };

export const step = "second-factor";

/** A sign-in that waits for its second factor; undefined for every other error. */
export function halfSignIn({ reason, challenge, methods }: WireError): HalfSignIn | undefined {
  return reason === "MFA_REQUIRED" && challenge !== undefined ? { challenge, methods: methods ?? [] } : undefined;
}

/** The refusals after which the same challenge may be answered again. */
export const mayTryAgain = ({ reason }: WireError): boolean =>
  ["MFA_CODE_INVALID", "PASSKEY_INVALID", "INVALID_INPUT", "TOO_MANY_ATTEMPTS", "AUTH_BUSY"].includes(reason);

/** As the page before has written it. The methods are for the eye alone: which of them counts is the account's business. */
export function readHalfSignIn(form: URLSearchParams): HalfSignIn {
  const methods = MfaMethod.array().safeParse((form.get("methods") ?? "").split(" "));
  return { challenge: form.get("challenge") ?? "", methods: methods.data ?? [] };
}

/** Finishes the sign-in with what was typed, or what a passkey has answered. Throws as `auth.loginMfa` does. */
export function showSecondFactor(
  { auth }: ReturnType<typeof appRouter.createCaller>,
  form: URLSearchParams,
): Promise<unknown> {
  const typed = (name: string) => form.get(name)?.trim() || undefined;
  return auth.loginMfa({
    challenge: form.get("challenge") ?? "",
    code: typed("code"),
    recoveryCode: typed("recoveryCode"),
    passkey: typed("passkey") === undefined ? undefined : readPasskey(form),
    mode: "cookie",
  });
}

type Page = HalfSignIn & {
  /** The path that the forms are sent to. */
  action: string;
  returnTo?: string;
  error?: WireError;
  hasPasskeys: boolean;
};

/** Asks for the second factor, in each way that the account has. */
export function sendSecondFactor(
  res: ServerResponse,
  { challenge, methods, action, returnTo, error, hasPasskeys }: Page,
): void {
  const hidden: HtmlValue = [
    html`<input type="hidden" name="challenge" value="${challenge}" />`,
    html`<input type="hidden" name="methods" value="${methods.join(" ")}" />`,
    returnTo === undefined ? "" : html`<input type="hidden" name="returnTo" value="${returnTo}" />`,
  ];
  const forms: Record<MfaMethod, HtmlValue> = {
    code: html`<form method="post" action="${action}">
      ${hidden}
      <label
        >The six digits that your app shows
        <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required autofocus
      /></label>
      <button name="do" value="${step}">Sign in</button>
    </form>`,
    passkey: hasPasskeys ? passkeyForm({ action, step, label: "Show a passkey", hidden }) : undefined,
    recoveryCode: html`<details>
      <summary>Use a recovery code</summary>
      <form method="post" action="${action}">
        ${hidden}
        <label
          >One of your recovery codes
          <input
            name="recoveryCode"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            maxlength="40"
            required
        /></label>
        <button name="do" value="${step}">Sign in</button>
      </form>
    </details>`,
  };
  const body = html`<p>Your account asks for a second factor.</p>
    ${error && html`<p role="alert">${error.message}</p>`}
    ${MfaMethod.options.filter((method) => methods.includes(method)).map((method) => forms[method])}`;
  sendPage(res, {
    title: "Show that it is you",
    body,
    status: error?.httpStatus ?? 200,
    script: passkeyScript,
    isCalling: true,
    ...(returnTo !== undefined && { leadsTo: new URL(returnTo).origin }),
  });
}
