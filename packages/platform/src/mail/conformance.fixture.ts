import type { Mailer, MailMessage } from "@tenon/core/mail/mailer";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import type { Sender } from "./compose.ts";

export const sender: Sender = Object.freeze({ name: "Tenon & Söhne", address: "no-reply@mail.example.com" });

export const testMail = (change: Partial<MailMessage> = {}): MailMessage => ({
  id: "0198d1e2-7c3b-7a44-8f00-000000000001",
  to: "ada@example.com",
  subject: "Hello",
  text: "Hello\n",
  html: "<p>Hello</p>",
  ...change,
});

export type OpenMailer = AsyncDisposable & {
  mailer: Mailer;
  /** What has arrived, in order: the source, and for whom the envelope was where there is one. */
  arrived(): Promise<{ source: Buffer | string; recipients?: string[] }[]>;
};

const signal = new AbortController().signal;
const read = (source: Buffer | string) => PostalMime.parse(source);

/** What every mailer does. */
export function testMailer(kind: string, open: () => Promise<OpenMailer>): void {
  describe(`the mailer ${kind}`, () => {
    test("delivers both bodies, whatever is written in them", async () => {
      await using opened = await open();
      const text = "Grüße, 你好 🎉\n.\n..\nFrom here\n" + "x".repeat(1100) + "\n";

      const outcome = await opened.mailer.send(testMail({ subject: "Grüße 🎉", text, html: `<p>${text}</p>` }), signal);

      expect(outcome).toEqual({ kind: "sent" });
      const [mail] = await opened.arrived();
      const parsed = await read(mail!.source);
      expect(parsed).toMatchObject({
        subject: "Grüße 🎉",
        from: sender,
        to: [{ address: "ada@example.com" }],
        messageId: "<0198d1e2-7c3b-7a44-8f00-000000000001@mail.example.com>",
      });
      expect([parsed.text?.trimEnd(), parsed.html?.trimEnd()]).toEqual([text.trimEnd(), `<p>${text}</p>`]);
      expect(mail?.recipients ?? ["ada@example.com"]).toEqual(["ada@example.com"]);
    });

    test("says how it is turned off in one click, where it can be", async () => {
      await using opened = await open();
      const unsubscribeUrl = "https://example.com/mail/unsubscribe?token=" + "a".repeat(200);

      await opened.mailer.send(testMail({ id: "a", unsubscribeUrl }), signal);
      await opened.mailer.send(testMail({ id: "b" }), signal);

      const mails = await Promise.all((await opened.arrived()).map(({ source }) => read(source)));
      const headers = mails.map((mail) => new Map(mail.headers.map(({ key, value }) => [key, value])));
      const byId = (id: string) => headers.find((header) => header.get("message-id")?.startsWith(`<${id}@`));
      expect(byId("a")?.get("list-unsubscribe")?.replaceAll(/\s/g, "")).toBe(`<${unsubscribeUrl}>`);
      expect(byId("a")?.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
      expect(byId("b")?.has("list-unsubscribe")).toBe(false);
      expect(byId("b")?.get("auto-submitted")).toBe("auto-generated");
    });

    test.each([
      ["a header in the subject", { subject: "Hello\r\nBcc: evil@example.com" }],
      ["a header in the link", { unsubscribeUrl: "https://example.com/\r\nBcc: evil@example.com" }],
      [
        "an end of the mail in the text",
        { text: "Hello\r\n.\r\nMAIL FROM:<x@example.com>\r\nRCPT TO:<evil@example.com>\r\n" },
      ],
    ])("%s adds no recipient", async (_, change) => {
      await using opened = await open();

      await opened.mailer.send(testMail(change), signal);

      const mails = await opened.arrived();
      expect(mails).toHaveLength(1);
      const { bcc, headers } = await read(mails[0]!.source);
      expect([bcc, headers.filter(({ key }) => key === "bcc")]).toEqual([undefined, []]);
      expect(mails[0]!.recipients ?? ["ada@example.com"]).toEqual(["ada@example.com"]);
    });

    test.each([
      "b@example.com\r\nBcc: evil@example.com",
      "b@example.com, evil@example.com",
      "b@example.com>\r\nRCPT TO:<evil@example.com",
    ])("an address that is more than one reaches nobody else: %j", async (to) => {
      await using opened = await open();

      await opened.mailer.send(testMail({ to }), signal).catch(() => {});

      const mails = await opened.arrived();
      for (const { recipients = [] } of mails) expect(recipients).not.toContain("evil@example.com");
      for (const { source } of mails) expect((await read(source)).bcc).toBeUndefined();
    });

    test("an id that is none is refused", async () => {
      await using opened = await open();

      await expect(opened.mailer.send(testMail({ id: "../../x" }), signal)).rejects.toThrow(TypeError);

      expect(await opened.arrived()).toEqual([]);
    });
  });
}
