import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type WebhookDisabledProps = {
  /** Not the whole address, which may hold a secret. */
  host: string;
  reason: "gone" | "failing";
  failingSince: Date;
  webhookUrl: string;
};

/** For those who manage webhooks: one of them is not delivered to any more. */
export const webhookDisabledMail = defineTemplate<WebhookDisabledProps>(
  ({ host, reason, failingSince, webhookUrl }) => {
    const since = `${failingSince.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const why =
      reason === "gone"
        ? "It answered 410 Gone, which asks for no more messages."
        : `Nothing has reached it since ${since}.`;
    const next =
      "Nothing is sent to it until you set it to active again, and what happens in the meantime is never sent.";
    return {
      subject: `The webhook at ${host} was disabled`,
      preview: why,
      text: `The webhook at ${host} was disabled

${why} ${next}

See the webhook: ${webhookUrl}

You get this as an administrator of ${productName}.`,
      html: html`${heading(`The webhook at ${host} was disabled`)} ${paragraph(`${why} ${next}`)}
      ${paragraph(link(webhookUrl, "See the webhook"))} ${note(`You get this as an administrator of ${productName}.`)}`,
    };
  },
  {
    gone: {
      host: "hooks.example.com",
      reason: "gone",
      failingSince: new Date("2026-11-21T12:00:00Z"),
      webhookUrl: "https://example.com/webhooks/0198f2c4",
    },
    failing: {
      host: "hooks.example.com",
      reason: "failing",
      failingSince: new Date("2026-11-16T12:00:00Z"),
      webhookUrl: "https://example.com/webhooks/0198f2c4",
    },
  },
);
