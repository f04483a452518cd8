import type { AuditAction } from "@tenon/contract/audit";
import type { Db, Prisma, Tx } from "@tenon/db";
import type { Ctx } from "./ctx.ts";
import { oneLine } from "./mail/template.ts";

export type AuditEntry = {
  action: AuditAction;
  /** @default "success" */
  outcome?: "success" | "failure";
  /** Whose account it is about. */
  subjectId?: string | undefined;
  /** What else it is about. */
  target?: { type: string; id: string } | undefined;
  /** Never a secret, nor text that somebody chose freely. */
  meta?: Prisma.InputJsonObject;
};

/**
 * Notes who did what, when and from where: within the transaction of the change, so that there is neither without the other; or on
 * its own, for what was refused (ASVS 5.0 16.2.1, 16.3).
 */
export async function audit(
  { actor, client, requestId }: Pick<Ctx, "actor" | "client" | "requestId">,
  db: Db | Tx,
  { target, ...entry }: AuditEntry,
): Promise<void> {
  const user = actor.kind === "user" ? actor : undefined;
  await db.auditEvent.create({
    data: {
      ...entry,
      subjectId: entry.subjectId ?? null,
      targetType: target?.type ?? null,
      targetId: target?.id ?? null,
      actorId: user?.id ?? null,
      impersonatorId: user?.session.actorId ?? null,
      sessionId: user?.session.publicId ?? null,
      ip: client.ip ?? null,
      // A header is whatever its sender likes, and some day somebody prints it to a terminal.
      userAgent: client.userAgent === undefined ? null : oneLine(client.userAgent, 400),
      requestId,
    },
    select: { id: true },
  });
}
