import type { Deps } from "@tenon/core/ctx";
import type { Mailer } from "@tenon/core/mail/mailer";
import { createFileMailer } from "@tenon/platform/mail/file-mailer";
import { createMemoryMailer } from "@tenon/platform/mail/memory-mailer";
import { noMailer } from "@tenon/platform/mail/no-mailer";
import { createSmtpMailer } from "@tenon/platform/mail/smtp-mailer";
import type { Config } from "./config.ts";

type Options = { stack: AsyncDisposableStack } & Pick<Deps, "log">;

/** How mail leaves. */
export function openMailer({ mail, isProduction }: Config, { stack, log }: Options): Mailer {
  switch (mail.driver) {
    case "smtp":
      return stack.adopt(createSmtpMailer({ url: mail.smtpUrl.reveal(), from: mail.from }), (mailer) => mailer.close());
    case "file":
      return createFileMailer(mail.from, mail.dir);
    case "memory":
      return createMemoryMailer(mail.from);
    case "off":
      if (isProduction) log.warn({ MAIL: "off" }, "nobody is mailed");
      return noMailer;
  }
}
