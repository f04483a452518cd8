import { mailReset } from "../account/forgot-password.ts";
import { sealAudit } from "../audit/seal.ts";
import { mailLock } from "../auth/mail-lock.ts";
import { mailRegistration } from "../auth/register-by-mail.ts";
import { carryEvent } from "../events/fan-out.ts";
import { exportAccount } from "../exports/run.ts";
import { housekeeping } from "../housekeeping.ts";
import { handleMessage } from "../inbox/handle.ts";
import { sendMail } from "../mail/send-mail.ts";
import { sendDigest } from "../notifications/digest.ts";
import { notifyFollowers } from "../notifications/followers.ts";
import { publishScheduled } from "../posts/due.ts";
import { eraseAccount, eraseOverdue } from "../users/erase.ts";
import { deliverWebhook, retryWebhook } from "../webhooks/deliver.ts";
import type { JobDefinition } from "./definition.ts";

/** Every kind of job that a worker runs. */
export const jobDefinitions: JobDefinition[] = [
  carryEvent,
  sealAudit,
  notifyFollowers,
  publishScheduled,
  sendDigest,
  sendMail,
  mailLock,
  deliverWebhook,
  retryWebhook,
  handleMessage,
  exportAccount,
  eraseAccount,
  eraseOverdue,
  mailRegistration,
  mailReset,
  ...housekeeping,
];
