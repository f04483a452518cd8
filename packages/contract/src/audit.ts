/** What is written to the audit log, by resource and past event. */
export const auditActions = [
  "account.registered",
  "account.created",
  "account.deleted",
  "account.disabled",
  "account.enabled",
  "account.unlocked",
  "account.role-changed",
  "session.started",
  "session.refused",
  "session.ended",
  "session.evicted",
  "session.others-ended",
  "session.all-ended",
  "api-key.created",
  "api-key.rotated",
  "api-key.revoked",
  "impersonation.started",
  "identity.linked",
  "identity.unlinked",
] as const;
export type AuditAction = (typeof auditActions)[number];
