import type { MailOutcome } from "@tenon/core/mail/mailer";

type SmtpError = { responseCode?: unknown; command?: unknown; response?: unknown };

/**
 * What a failed delivery means: an outcome when the server has refused this recipient or this mail for good (5xx), undefined
 * when another try may do. A 5xx reply to anything else, such as the password or the sender, is a fault of ours to be mended.
 */
export function refusalOf(error: unknown): MailOutcome | undefined {
  const { responseCode, command, response } = (error ?? {}) as SmtpError;
  if (typeof responseCode !== "number" || responseCode < 500 || responseCode > 599) return undefined;
  if (command !== "RCPT TO" && command !== "DATA") return undefined;
  const reply = typeof response === "string" ? response : String(responseCode);
  return {
    kind: "refused",
    isAddressDead: command === "RCPT TO" && isAboutAddress(responseCode, reply),
    response: reply.replaceAll(/\s+/g, " ").slice(0, 200),
  };
}

/** By the enhanced code where there is one (RFC 3463): a policy, a full mailbox or a relay that is closed to us do not make an address bad. */
function isAboutAddress(code: number, reply: string): boolean {
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
  if (enhanced === undefined) return [550, 551, 553].includes(code);
  return enhanced.startsWith("5.1.") || enhanced === "5.2.1";
}
