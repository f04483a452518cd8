import type { Previewable } from "./template.ts";
import { digestMail } from "./templates/digest.ts";
import { secondFactorMail } from "./templates/second-factor.ts";
import { webhookDisabledMail } from "./templates/webhook-disabled.ts";
import { welcomeMail } from "./templates/welcome.ts";

/** Every template, for /dev/mail and for the tests that hold them all to the same. */
export const mailTemplates: Record<string, Previewable> = {
  welcome: welcomeMail,
  digest: digestMail,
  "second-factor": secondFactorMail,
  "webhook-disabled": webhookDisabledMail,
};
