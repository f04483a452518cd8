import { z } from "zod";
import { auditActions } from "./audit.ts";
import { Id, Instant } from "./fields.ts";
import { listFields, listOf } from "./lists.ts";

export const AuditAction = z.enum(auditActions).meta({ id: "AuditAction" });
const AuditOutcome = z.enum(["success", "failure"]);

const party = z
  .object({ id: Id, username: z.string().nullable().meta({ description: "Null when there is no such account now." }) })
  .nullable();

export const AuditEvent = z
  .object({
    id: Id,
    seq: z.int().nullable().meta({ description: "Its place in the chain; null until it is sealed, a minute later." }),
    at: z.date(),
    action: z.string(),
    outcome: AuditOutcome,
    actor: party.meta({ description: "Whose account acted; null for somebody who had not signed in, and for us." }),
    impersonator: party.meta({ description: "The administrator behind it." }),
    subject: party.meta({ description: "Whose account it is about." }),
    target: z.object({ type: z.string(), id: z.string() }).nullable(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    requestId: z.string().nullable(),
    sessionId: Id.nullable(),
    meta: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "AuditEvent" });
export type AuditEvent = z.output<typeof AuditEvent>;

const period = {
  from: Instant.optional().meta({ description: "Then or later." }),
  to: Instant.optional().meta({ description: "Before then." }),
};

export const AuditList = z
  .strictObject({
    ...listFields,
    actor: Id.optional().meta({ description: "Whose account acted." }),
    impersonator: Id.optional(),
    subject: Id.optional().meta({ description: "Whose account it is about." }),
    action: AuditAction.optional(),
    outcome: AuditOutcome.optional(),
    ...period,
  })
  .prefault({});
export type AuditList = z.output<typeof AuditList>;
export const AuditPage = listOf(AuditEvent);
export type AuditPage = z.output<typeof AuditPage>;

export const AuditFault = z
  .object({
    kind: z
      .enum([
        "changed",
        "moved",
        "inserted",
        "missing",
        "unsigned",
        "forged-checkpoint",
        "other-chain",
        "broken",
        "key-changed",
      ])
      .meta({
        description:
          "`changed`: not what was sealed, or what is before it is not. `moved`: in another's place, the two being `seq` and `until`. `inserted`: nothing of ours. `missing`: gone. `unsigned`: no checkpoint of ours vouches for it. `forged-checkpoint`: not signed by us. `other-chain`: the chain is not the one that was signed there. `broken`: what is before was not as it was signed when the chain went on. `key-changed`: what is before was signed with a key that was not there.",
      }),
    seq: z.int(),
    until: z.int().meta({ description: "The last place that it is about." }),
    id: Id.nullable().meta({ description: "The row's, where there is one." }),
  })
  .meta({ id: "AuditFault" });
export type AuditFault = z.output<typeof AuditFault>;

export const AuditVerify = z
  .strictObject({
    cursor: listFields.cursor,
    checkpoint: z
      .string()
      .regex(/^\d{1,15}:[0-9a-f]{64}$/, "must be a place and a hash, as in 12:9f86…")
      .optional()
      .meta({ description: "A place and its hash, as a line `audit checkpoint` of the log tells them." }),
  })
  .prefault({});
export type AuditVerify = z.output<typeof AuditVerify>;

export const AuditVerified = z
  .object({
    rows: z.int().meta({ description: "How many were looked at by this call." }),
    seq: z.int().meta({ description: "The last place that was looked at." }),
    faults: z.array(AuditFault).meta({ description: "A hundred at most for each call." }),
    nextCursor: z.string().nullable().meta({ description: "Call again with it; null at the end." }),
  })
  .meta({ id: "AuditVerified" });
export type AuditVerified = z.output<typeof AuditVerified>;

export const Activity = z
  .object({
    id: Id,
    at: z.date(),
    action: z.string(),
    outcome: AuditOutcome,
    by: z.enum(["you", "administrator", "nobody"]).meta({
      description: "Who did it; `nobody` had signed in, as when somebody signs in or tries to.",
    }),
    ip: z.string().nullable().meta({ description: "Where from; not told of administrators." }),
    userAgent: z.string().nullable(),
    sessionId: Id.nullable().meta({ description: "By which session." }),
  })
  .meta({ id: "Activity", description: "Something that was done to an account." });
export type Activity = z.output<typeof Activity>;

export const ActivityList = z.strictObject({ ...listFields, ...period }).prefault({});
export type ActivityList = z.output<typeof ActivityList>;
export const ActivityPage = listOf(Activity);
export type ActivityPage = z.output<typeof ActivityPage>;
