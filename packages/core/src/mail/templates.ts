import type { Previewable } from "./template.ts";
import { apiKeyCreatedMail } from "./templates/api-key-created.ts";
import { digestMail } from "./templates/digest.ts";
import { sessionEndedMail } from "./templates/session-ended.ts";
import { signInMethodMail } from "./templates/sign-in-method.ts";
import { webhookDisabledMail } from "./templates/webhook-disabled.ts";
import { welcomeMail } from "./templates/welcome.ts";

/** Every template, for /dev/mail and for the tests that hold them all to the same. */
export const mailTemplates: Record<string, Previewable> = {
  welcome: welcomeMail,
  "api-key-created": apiKeyCreatedMail,
  digest: digestMail,
  "session-ended": sessionEndedMail,
  "sign-in-method": signInMethodMail,
  "webhook-disabled": webhookDisabledMail,
};
