import { html } from "../../html.ts";
import { heading, link, note, paragraph, productName } from "../layout.ts";
import { defineTemplate } from "../template.ts";

export type SessionEndedProps = { username: string; at: Date; sessionsUrl: string };

/** For an account of which a session was ended because two had its refresh token. */
export const sessionEndedMail = defineTemplate<SessionEndedProps>(
  ({ username, at, sessionsUrl }) => {
    const when = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
    const what = `At ${when} a refresh token of @${username} was used for the second time. Two programs had it, and one of them may be somebody else's. So its session has been ended, and both have to sign in again.`;
    const advice =
      "If you did not restore a backup or copy an application's data, change your password and look at your sessions.";
    return {
      subject: `A session of yours at ${productName} was ended`,
      preview: "Two programs had the same refresh token.",
      text: `A session of yours was ended

${what}

${advice}

Your sessions: ${sessionsUrl}`,
      html: html`${heading("A session of yours was ended")} ${paragraph(what)} ${paragraph(advice)}
      ${note(link(sessionsUrl, "Your sessions"))}`,
    };
  },
  { reused: { username: "ada", at: new Date("2026-11-21T12:00:00Z"), sessionsUrl: "https://example.com/me/sessions" } },
);
