/** What is written to the audit log, by resource and past event. */
export const auditActions = [
  "account.registered",
  "account.created",
  "account.deleted",
  "account.disabled",
  "account.enabled",
  "account.locked",
  "account.lock-mailed",
  "account.unlocked",
  "account.role-changed",
  "session.started",
  "session.refused",
  "session.ended",
  "session.evicted",
  "impersonation.started",
] as const;
export type AuditAction = (typeof auditActions)[number];
