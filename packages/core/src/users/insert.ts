import type { Role } from "@tenon/contract/permissions";
import { assertNotReserved } from "../account/move-address.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { usernameOf, withFreeName } from "../slugs.ts";
import { inTransaction, type Work } from "../work.ts";
import { normalizeEmail } from "./email.ts";

type NewUser = {
  email: string;
  name: string;
  username?: string | undefined;
  /** Null until its owner chooses a password. */
  passwordHash: string | null;
  role?: Role;
  emailVerifiedAt?: Date | null;
};

export type Inserted = { id: string; username: string };

/**
 * Writes a new account; without a username it gets one made from the name. A taken address or username is the database's to refuse.
 * @param onInsert what comes of it, in the same transaction
 */
export function insertUser(
  ctx: Ctx,
  { username, ...user }: NewUser,
  onInsert: (work: Work, inserted: Inserted) => void | Promise<void> = () => {},
): Promise<Inserted> {
  const insert = (unique: string) =>
    inTransaction(ctx, async (work) => {
      const inserted = await insertInto(ctx, work, { ...user, username: unique });
      await onInsert(work, inserted);
      return inserted;
    });
  if (username !== undefined) return insert(username);
  return withFreeName("username", (free) => insert(free(usernameOf(user.name))));
}

/** The same as part of a transaction. Throws EMAIL_TAKEN for an address that its last owner may still take back. */
export async function insertInto(ctx: Ctx, work: Work, user: NewUser & { username: string }): Promise<Inserted> {
  const data = { ...user, emailNormalized: normalizeEmail(user.email) };
  const inserted = await work.tx.user.create({ data, select: { id: true, username: true } });
  await assertNotReserved(ctx, work.tx, { emailNormalized: data.emailNormalized, userId: inserted.id });
  work.forget("users");
  work.emit({ type: "user.created", data: inserted });
  const action = ctx.actor.kind === "anonymous" ? "account.registered" : "account.created";
  await audit(ctx, work.tx, { action, subjectId: inserted.id });
  return inserted;
}
