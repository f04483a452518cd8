import { html } from "../../html.ts";
import { heading, link, note, paragraph } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type ApiKeyCreatedProps = {
  name: string;
  /** The key's first characters. */
  start: string;
  keysUrl: string;
};

/** For the owner of an account that got an API key (ASVS 5.0 6.3.7). */
export const apiKeyCreatedMail = defineTemplate<ApiKeyCreatedProps>(
  ({ name, start, keysUrl }) => {
    const what = `An API key was made for your account: “${name}”, which begins with ${start}.`;
    const otherwise = "If it was not you, end the key, change your password and end your other sessions.";
    return {
      subject: "An API key was made for your account",
      preview: what,
      text: `${what}

${otherwise}

See your API keys: ${keysUrl}

Keys call in your name. You are told of each.`,
      html: html`${heading("A new API key")} ${paragraph(what)} ${paragraph(otherwise)}
      ${paragraph(link(keysUrl, "See your API keys"))} ${note("Keys call in your name. You are told of each.")}`,
    };
  },
  { one: { name: "Nightly export", start: "ak_live_7k3v", keysUrl: "https://example.com/me/api-keys" } },
);
