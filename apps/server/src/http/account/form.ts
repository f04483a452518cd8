import type { FieldError, Reason } from "@tenon/contract/errors";
import { html, type Html, inlineScript } from "@tenon/core/html";
import type { Field, FormPage } from "./pages.ts";

/**
 * Mails have the token behind a `#`, which no browser sends: this moves it into the form and out of the address. Without scripts a
 * person does it by hand.
 */
export const script = `
  const input = document.querySelector("input[name=token]");
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (input && token) {
    input.value = token;
    history.replaceState(null, "", location.pathname);
  }
  if (input && input.value) input.closest("label").hidden = true;
`;

const inputs: Record<Field, { label: string; attributes: Html }> = {
  token: {
    label: "The code: what follows #token= in the link of the mail",
    attributes: html`type="text" autocomplete="off" spellcheck="false" maxlength="200"`,
  },
  email: { label: "Your address", attributes: html`type="email" autocomplete="email" maxlength="254"` },
  password: {
    label: "New password",
    attributes: html`type="password" autocomplete="new-password" maxlength="1024"`,
  },
};

/** Why a form was refused, and what stood in it. */
export type Refusal = { reason: Reason; message: string; fields?: FieldError[] | undefined; token: string };

/** A form of the page; passwords are never written back into it. */
export function formOf({ intro, fields, button, renewal }: FormPage, refusal?: Refusal): Html {
  const reasons = refusal?.fields?.map(({ message }) => message) ?? [];
  const alert = refusal && html`<p role="alert">${[refusal.message, ...reasons].join(" ")}</p>`;
  const isOver = refusal?.reason === "TOKEN_EXPIRED_OR_USED" && renewal !== undefined;
  const rows = fields.map((name) => {
    const { label, attributes } = inputs[name];
    const value = name === "token" ? (refusal?.token ?? "") : "";
    return html`<label>${label} <input name="${name}" value="${value}" required ${attributes} /></label>`;
  });
  return html`${alert} ${isOver ? html`<p><a href="${renewal}">Get a new link</a></p>` : undefined}
    <p>${intro}</p>
    <form method="post">${rows}<button>${button}</button></form>
    ${inlineScript(script)}`;
}
