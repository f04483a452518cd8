import type { PasskeyAnswer } from "@tenon/contract/second-factors";
import { html, type Html, type HtmlValue } from "@tenon/core/html";
import { restPath } from "../rest.ts";

/**
 * Asks the browser for a passkey when its form is sent. Without scripts, or where a browser has no passkeys, the form stays hidden: there
 * is another way on every page.
 */
export const passkeyScript = `
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      const { passkey } = form.elements;
      if (passkey.value) return;
      event.preventDefault();
      const { submitter } = event;
      try {
        const reply = await fetch("${restPath}/auth/passkeys/options", { method: "POST" });
        if (!reply.ok) throw new Error((await reply.json()).detail);
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await reply.json());
        passkey.value = JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
        form.requestSubmit(submitter);
      } catch (error) {
        const words = error.name === "NotAllowedError" ? "No passkey was shown." : error.message;
        form.querySelector("[role=alert]").textContent = words;
      }
    });
  }
`;

type PasskeyForm = { action: string; step: string; label: string; hidden?: HtmlValue };

/** A form whose button asks for a passkey; what it sends is in the field `passkey`. */
export const passkeyForm = ({ action, step, label, hidden }: PasskeyForm): Html =>
  html`<form method="post" action="${action}" data-passkey hidden>
    ${hidden}<input type="hidden" name="passkey" />
    <p role="alert"></p>
    <button class="quiet" name="do" value="${step}">${label}</button>
  </form>`;

/** Whether it is an answer at all, the procedure judges. */
export function readPasskey(form: URLSearchParams): PasskeyAnswer {
  try {
    return JSON.parse(form.get("passkey") ?? "") as PasskeyAnswer;
  } catch {
    return {} as PasskeyAnswer;
  }
}
