import type { Previewable } from "./template.ts";
import { accountDeletedMail } from "./templates/account-deleted.ts";
import { apiKeyCreatedMail } from "./templates/api-key-created.ts";
import { digestMail } from "./templates/digest.ts";
import { exportReadyMail } from "./templates/export-ready.ts";
import { secondFactorMail } from "./templates/second-factor.ts";
import { webhookDisabledMail } from "./templates/webhook-disabled.ts";
import { welcomeMail } from "./templates/welcome.ts";

/** Every template, for /dev/mail and for the tests that hold them all to the same. */
export const mailTemplates: Record<string, Previewable> = {
  welcome: welcomeMail,
  "api-key-created": apiKeyCreatedMail,
  digest: digestMail,
  "account-deleted": accountDeletedMail,
  "export-ready": exportReadyMail,
  "second-factor": secondFactorMail,
  "webhook-disabled": webhookDisabledMail,
};
