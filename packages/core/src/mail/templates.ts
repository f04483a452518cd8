import type { Previewable } from "./template.ts";
import { accountLockedMail } from "./templates/account-locked.ts";
import { digestMail } from "./templates/digest.ts";
import { webhookDisabledMail } from "./templates/webhook-disabled.ts";
import { welcomeMail } from "./templates/welcome.ts";

/** Every template, for /dev/mail and for the tests that hold them all to the same. */
export const mailTemplates: Record<string, Previewable> = {
  welcome: welcomeMail,
  digest: digestMail,
  "account-locked": accountLockedMail,
  "webhook-disabled": webhookDisabledMail,
};
