import type { Previewable } from "./template.ts";
import {
  accountExistsMail,
  confirmEmailMail,
  emailChangedMail,
  registrationMail,
  verifyEmailMail,
} from "./templates/account-addresses.ts";
import { accountDeletedMail } from "./templates/account-deleted.ts";
import { accountLockedMail } from "./templates/account-locked.ts";
import { invitationMail, passwordChangedMail, resetPasswordMail } from "./templates/account-passwords.ts";
import { apiKeyCreatedMail } from "./templates/api-key-created.ts";
import { digestMail } from "./templates/digest.ts";
import { exportReadyMail } from "./templates/export-ready.ts";
import { secondFactorMail } from "./templates/second-factor.ts";
import { sessionEndedMail } from "./templates/session-ended.ts";
import { signInMethodMail } from "./templates/sign-in-method.ts";
import { webhookDisabledMail } from "./templates/webhook-disabled.ts";
import { welcomeMail } from "./templates/welcome.ts";

/** Every template, for /dev/mail and for the tests that hold them all to the same. */
export const mailTemplates: Record<string, Previewable> = {
  welcome: welcomeMail,
  "api-key-created": apiKeyCreatedMail,
  "verify-email": verifyEmailMail,
  registration: registrationMail,
  "account-exists": accountExistsMail,
  invitation: invitationMail,
  "reset-password": resetPasswordMail,
  "password-changed": passwordChangedMail,
  "confirm-email": confirmEmailMail,
  "email-changed": emailChangedMail,
  digest: digestMail,
  "account-deleted": accountDeletedMail,
  "export-ready": exportReadyMail,
  "second-factor": secondFactorMail,
  "account-locked": accountLockedMail,
  "session-ended": sessionEndedMail,
  "sign-in-method": signInMethodMail,
  "webhook-disabled": webhookDisabledMail,
};
